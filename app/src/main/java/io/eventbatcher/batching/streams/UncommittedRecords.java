package io.eventbatcher.batching.streams;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.TaskMetadata;

/**
 * Watches the commits of fetched records. A task with failing commits, or a hanging task, makes no progress, and the thread may look alive.
 * Not safe for use by several threads.
 */
public final class UncommittedRecords {
    /** Longer than a commit waits for brokers that restart. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LongSupplier nanos;
    private Map<TopicPartition, Stand> stands = new HashMap<>();

    /** @param nanos a monotonic clock, in nanoseconds */
    public UncommittedRecords(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The committed offset of a partition with fetched records beyond it, and the time since when it has not moved. */
    private record Stand(long committed, long since) {}

    /** The partition that has stood longest, as a clause; empty while offsets move. Called again and again. */
    public Optional<String> trouble(Collection<TaskMetadata> tasks) {
        long now = nanos.getAsLong();
        Map<TopicPartition, Stand> next = new HashMap<>();
        for (TaskMetadata task : tasks) {
            task.endOffsets().forEach((partition, lastFetched) -> {
                long committed = task.committedOffsets().getOrDefault(partition, -1L);
                if (lastFetched >= 0 && lastFetched >= committed) {
                    Stand before = stands.get(partition);
                    next.put(
                            partition,
                            before != null && before.committed() == committed ? before : new Stand(committed, now));
                }
            });
        }
        stands = next;
        return stands.entrySet().stream()
                .filter(entry -> now - entry.getValue().since() > PATIENCE.toNanos())
                .min(Comparator.comparingLong(entry -> entry.getValue().since()))
                .map(entry -> "batching has committed nothing of %s for %d s, though it has fetched records"
                        .formatted(
                                entry.getKey(),
                                Duration.ofNanos(now - entry.getValue().since()).toSeconds()));
    }
}
