package io.eventbatcher.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.LogCapture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LedgerReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("ledger", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private long offset;

    private void put(String key, String value) {
        consumer.addRecord(new ConsumerRecord<>("ledger", 0, offset++, key.getBytes(UTF_8), value.getBytes(UTF_8)));
    }

    @Test
    void shouldSkipEntriesOfALaterReleaseAndSayItOnceForEach() {
        // Given
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        put("audit/behavioral/3", "{\"in\":1,\"out\":1,\"duplicates\":0,\"dead\":0}");
        put("delivery/behavioral/3", "{\"v\":2,\"counts\":[1]}");
        put("delivery/behavioral/3", "{\"v\":2,\"counts\":[2]}");
        put("delivery/behavioral/4", "{\"in\":4,\"out\":4,\"duplicates\":0,\"dead\":0}");
        try (LogCapture log = new LogCapture(LedgerReader.class);
                LedgerReader reader = new LedgerReader(consumer)) {
            // When
            reader.refresh(Duration.ZERO);

            // Then
            assertThat(reader.accounts())
                    .containsExactly(
                            Map.entry(new Account(Account.Stage.DELIVERY, "behavioral", 4), new Tally(4, 4, 0, 0)));
            assertThat(log.events())
                    .extracting(event ->
                            Objects.requireNonNull(event.getKeyValuePairs()).get(0).value)
                    .containsExactly("audit/behavioral/3", "delivery/behavioral/3");
        }
    }
}
