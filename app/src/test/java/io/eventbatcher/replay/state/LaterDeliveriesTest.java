package io.eventbatcher.replay.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.fixtures.Letters;
import io.eventbatcher.replay.letter.StoredLetter;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaterDeliveriesTest {
    private static final UUID SENT_BY_THE_RUN = DeadLetterId.of("orders", 3, 99, 0);

    private final LaterDeliveries deliveries = new LaterDeliveries();

    /** The letter died at source partition 3, offset 7. */
    @ParameterizedTest
    @CsvSource({
        "event-1, 3, 8, -60, true",
        "event-1, 3, 6, 60, false",
        "event-1, 4, 6, 60, true",
        "event-1, 4, 8, -60, false",
        "event-2, 3, 8, 60, false"
    })
    void shouldTellLaterChangesOfTheIdentityFromAllOthers(
            String identity, int partition, long offset, long secondsSinceDeath, boolean stale) {
        // Given
        deliveries.want("event-1");

        // When
        deliveries.take(receipt(identity, partition, offset, secondsSinceDeath, ""), letter -> false);

        // Then
        assertThat(deliveries.isStale(letter(), "event-1")).isEqualTo(stale);
    }

    @Test
    void shouldNotCountReplaysOfTheSameRun() {
        // Given
        deliveries.want("event-1");

        // When
        deliveries.take(
                receipt("event-1", 4, 99, 60, ",\"replayId\":\"" + SENT_BY_THE_RUN + '"'), SENT_BY_THE_RUN::equals);

        // Then
        assertThat(deliveries.isStale(letter(), "event-1")).isFalse();
    }

    private static StoredLetter letter() {
        return new StoredLetter(Letters.stored(1, Letters.rejected(7, 0, "No.")));
    }

    private static ConsumerRecord<byte[], byte[]> receipt(
            String identity, int partition, long offset, long secondsSinceDeath, String more) {
        String json = "{\"batch\":\"b\",\"items\":[{\"uuid\":\"u\",\"identity\":\"" + identity
                + "\",\"topic\":\"orders\",\"partition\":" + partition + ",\"offset\":" + offset + more
                + ",\"request\":0}]}";
        Instant at = Letters.DIED_AT.plusSeconds(secondsSinceDeath);
        return new ConsumerRecord<>(
                "receipts",
                0,
                0,
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                "b".getBytes(UTF_8),
                json.getBytes(UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }
}
