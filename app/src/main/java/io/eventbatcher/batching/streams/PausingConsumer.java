package io.eventbatcher.batching.streams;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A stream thread's consumer that fetches nothing from {@link PausedPartitions}, and goes on polling: membership, punctuation and all
 * other partitions live on. Kafka Streams pauses and resumes partitions too, when its buffers are full; a partition flows only when
 * both agree.
 */
final class PausingConsumer extends KafkaConsumer<byte[], byte[]> {
    private final PausedPartitions pausedByTasks;
    private final Set<TopicPartition> pausedByStreams = new HashSet<>();

    PausingConsumer(Map<String, Object> configuration, PausedPartitions pausedByTasks) {
        super(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.pausedByTasks = pausedByTasks;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        pauseAndResume();
        return super.poll(timeout);
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        pausedByStreams.addAll(partitions);
        super.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        pausedByStreams.removeAll(partitions);
        Set<TopicPartition> flowing = new HashSet<>(partitions);
        flowing.removeIf(pausedByTasks::isPaused);
        super.resume(flowing);
    }

    private void pauseAndResume() {
        Set<TopicPartition> assigned = assignment();
        pausedByStreams.retainAll(assigned);
        Set<TopicPartition> paused = paused();
        Set<TopicPartition> toPause = new HashSet<>();
        Set<TopicPartition> toResume = new HashSet<>();
        for (TopicPartition partition : assigned) {
            boolean pause = pausedByTasks.isPaused(partition) || pausedByStreams.contains(partition);
            if (pause && !paused.contains(partition)) {
                toPause.add(partition);
            } else if (!pause && paused.contains(partition)) {
                toResume.add(partition);
            }
        }
        if (!toPause.isEmpty()) {
            super.pause(toPause);
        }
        if (!toResume.isEmpty()) {
            super.resume(toResume);
        }
    }
}
