package io.eventbatcher.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.route.Route;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ReceiptSizeTest {
    private static final int TOPIC_TAKES = 4_000_000;

    @Test
    void shouldFitItsTopicWhateverTheUuids() {
        // Given: a full batch of few bytes whose texts JSON writes six times as long
        String text = "\u0001".repeat(1_000);
        Receipt.Delivered delivered = new Receipt.Delivered(item(text), 0, item(text));
        Receipt receipt = new Receipt(
                "behavioral-0-1",
                Route.BEHAVIORAL,
                List.of(new Receipt.Request(204, text, 1, 10)),
                Collections.nCopies(500, delivered));

        // When
        byte[] bytes = receipt.toBytes();

        // Then
        assertThat(bytes).hasSizeLessThan(TOPIC_TAKES);
    }

    private static Item item(String text) {
        SourceRecord source = new SourceRecord(new Origin("topic", 0, 1, 2), null, new byte[1], new RecordHeaders(), 0);
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        return new ItemDraft(text, "pe1_a", text, null, 1, json, source).encode();
    }
}
