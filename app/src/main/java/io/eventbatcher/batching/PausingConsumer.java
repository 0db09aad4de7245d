package io.eventbatcher.batching;

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
 * A stream thread's consumer that fetches nothing from partitions that the gate holds, and goes on polling: membership,
 * punctuation and all other partitions live on. Kafka Streams pauses and resumes partitions itself, when its buffers are full; both
 * must agree before a partition flows.
 */
final class PausingConsumer extends KafkaConsumer<byte[], byte[]> {
    private final PausedPartitions gate;
    private final Set<TopicPartition> pausedByStreams = new HashSet<>();

    PausingConsumer(Map<String, Object> configuration, PausedPartitions gate) {
        super(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.gate = gate;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        obeyGate();
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
        Set<TopicPartition> free = new HashSet<>(partitions);
        free.removeIf(gate::isHeld);
        super.resume(free);
    }

    private void obeyGate() {
        Set<TopicPartition> assigned = assignment();
        pausedByStreams.retainAll(assigned);
        Set<TopicPartition> paused = paused();
        Set<TopicPartition> toPause = new HashSet<>();
        Set<TopicPartition> toResume = new HashSet<>();
        for (TopicPartition partition : assigned) {
            boolean stop = gate.isHeld(partition) || pausedByStreams.contains(partition);
            if (stop && !paused.contains(partition)) {
                toPause.add(partition);
            } else if (!stop && paused.contains(partition)) {
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
