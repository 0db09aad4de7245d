package io.eventbatcher.batching.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class UncommittedRecordsTest {
    private static final TopicPartition PARTITION = new TopicPartition("hubspot.behavioral-events", 2);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 7);
    private final UncommittedRecords records = new UncommittedRecords(nanos::get);

    @Test
    void shouldNameThePartitionThatStandsStill() {
        // Given
        records.trouble(List.of(new Task(5, 9)));
        advance(UncommittedRecords.PATIENCE.plusSeconds(1));

        // When: more comes, and nothing is committed
        Optional<String> trouble = records.trouble(List.of(new Task(5, 12)));

        // Then
        assertThat(trouble)
                .hasValueSatisfying(clause -> assertThat(clause).contains("hubspot.behavioral-events-2", "181 s"));
    }

    @Test
    void shouldBeContentWhileOffsetsMoveOrNothingComes() {
        // Given
        records.trouble(List.of(new Task(5, 9)));
        advance(UncommittedRecords.PATIENCE.minusSeconds(1));
        Optional<String> moved = records.trouble(List.of(new Task(6, 20)));
        advance(UncommittedRecords.PATIENCE.minusSeconds(1));
        Optional<String> drained = records.trouble(List.of(new Task(21, 20)));
        advance(UncommittedRecords.PATIENCE.multipliedBy(9));

        // When
        Optional<String> idle = records.trouble(List.of(new Task(21, 20)));

        // Then
        assertThat(List.of(moved, drained, idle)).containsOnly(Optional.empty());
    }

    @Test
    void shouldBeContentWithATaskThatHasReadNothing() {
        // Given
        records.trouble(List.of(new Task(-1, -1)));
        advance(UncommittedRecords.PATIENCE.multipliedBy(9));

        // When
        Optional<String> trouble = records.trouble(List.of(new Task(-1, -1)));

        // Then
        assertThat(trouble).isEmpty();
    }

    private void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private record Task(long committed, long lastFetched) implements TaskMetadata {
        @Override
        public TaskId taskId() {
            return new TaskId(0, PARTITION.partition());
        }

        @Override
        public Set<TopicPartition> topicPartitions() {
            return Set.of(PARTITION);
        }

        @Override
        public Map<TopicPartition, Long> committedOffsets() {
            return Map.of(PARTITION, committed);
        }

        @Override
        public Map<TopicPartition, Long> endOffsets() {
            return Map.of(PARTITION, lastFetched);
        }

        @Override
        public Optional<Long> timeCurrentIdlingStarted() {
            return Optional.empty();
        }
    }
}
