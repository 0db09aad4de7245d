package io.eventbatcher.batching.streams;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The source partitions that must not be read further for now. Tasks pause and resume partitions; the stream threads' consumers obey
 * ({@link PausingConsumer}). Safe for use by several threads.
 */
public final class PausedPartitions {
    private final Set<TopicPartition> paused = ConcurrentHashMap.newKeySet();

    public void pause(TopicPartition partition) {
        paused.add(partition);
    }

    public void resume(TopicPartition partition) {
        paused.remove(partition);
    }

    public void resumeAll(Collection<TopicPartition> partitions) {
        paused.removeAll(partitions);
    }

    public boolean isPaused(TopicPartition partition) {
        return paused.contains(partition);
    }
}
