package io.eventbatcher.batching;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Which source partitions must not be read further for now. Tasks close and open it, the consumers of the stream threads obey
 * ({@link PausingConsumer}). Safe for use by several threads.
 */
public final class PausedPartitions {
    private final Set<TopicPartition> held = ConcurrentHashMap.newKeySet();

    void hold(TopicPartition partition) {
        held.add(partition);
    }

    void release(TopicPartition partition) {
        held.remove(partition);
    }

    void releaseAll(Collection<TopicPartition> partitions) {
        held.removeAll(partitions);
    }

    boolean isHeld(TopicPartition partition) {
        return held.contains(partition);
    }

    /** The partitions that wait, for those who report on it. */
    public Set<TopicPartition> held() {
        return Set.copyOf(held);
    }
}
