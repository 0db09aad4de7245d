package io.eventbatcher.replay.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class KafkaOffsetsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T13:00:00Z");
    private static final TopicPartition WHOLE = new TopicPartition("receipts", 0);
    private static final TopicPartition CUT = new TopicPartition("receipts", 1);
    private static final TopicPartition CUT_LATER = new TopicPartition("receipts", 2);
    private static final TopicPartition EMPTY = new TopicPartition("replays", 0);
    private static final TopicPartition OTHER = new TopicPartition("letters", 0);

    @Test
    void shouldTellTheTimeSinceWhenNoPartitionHasLostRecords() {
        // When
        Map<String, Instant> horizons = KafkaOffsets.horizons(
                Map.of(WHOLE, at(0, -1), CUT, at(5, -1), CUT_LATER, at(7, -1), EMPTY, at(9, -1), OTHER, at(0, -1)),
                Map.of(WHOLE, at(0, 90), CUT, at(5, 20), CUT_LATER, at(7, 40), EMPTY, at(-1, -1), OTHER, at(0, 1)),
                NOW);

        // Then
        assertThat(horizons).isEqualTo(Map.of("receipts", Instant.ofEpochMilli(40), "replays", NOW));
    }

    private static ListOffsetsResultInfo at(long offset, long millis) {
        return new ListOffsetsResultInfo(offset, millis, Optional.empty());
    }
}
