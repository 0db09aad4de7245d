package io.eventbatcher.batching.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.batching.position.PartitionPositions;
import io.eventbatcher.ledger.ReadPosition;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** A consumer that has no broker yet. */
class PausingConsumerTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    @Test
    void shouldNotReadAgainWhatIsCountedWhenKafkaStreamsResetsThePartition() {
        PausedPartitions paused = new PausedPartitions();
        PartitionPositions positions = new PartitionPositions(paused, Clocks.SYSTEM);
        try (PausingConsumer consumer =
                new PausingConsumer(Map.of("bootstrap.servers", "127.0.0.1:1"), paused, positions, new HashSet<>())) {
            // Given a partition that flows
            consumer.assign(Set.of(PARTITION));
            positions.begin(PARTITION, new ReadPosition(Uuid.ZERO_UUID, 10, 0, 0, 0));
            consumer.seek(PARTITION, 10);
            consumer.poll(Duration.ZERO);

            // When
            consumer.seekToBeginning(Set.of(PARTITION));

            // Then
            assertThat(positions.holds(PARTITION)).isTrue();
        }
    }
}
