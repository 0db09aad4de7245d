package io.eventbatcher.replay.scan;

import io.eventbatcher.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Follows a topic: committed records as they come, all partitions at a time. For one thread. */
public final class TopicTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    /** The caller has more to do than to read, however busy the topic is. */
    private static final int MOST_POLLS = 50;

    private final String topic;
    private final List<TopicPartition> partitions;
    private final KafkaConsumer<byte[], byte[]> committed;
    private final KafkaConsumer<byte[], byte[]> ends;
    private final Consumer<ConsumerRecord<byte[], byte[]>> visitor;

    private TopicTail(
            Settings settings,
            String topic,
            @Nullable Instant since,
            Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        this.topic = topic;
        this.visitor = visitor;
        this.committed = ScanConsumers.of(settings);
        this.ends = ScanConsumers.ofAllRecords(settings);
        this.partitions = ScanConsumers.partitions(committed, topic);
        committed.assign(partitions);
        // asked for ends alone; without partitions the client would warn at each answer
        ends.assign(partitions);
        if (since == null) {
            committed.seekToBeginning(partitions);
        } else {
            seek(since);
        }
    }

    /**
     * Begins to follow a topic.
     *
     * @param since the time of the first record; null for all records
     * @throws org.apache.kafka.common.errors.UnknownTopicOrPartitionException if there is no such topic
     */
    public static TopicTail open(
            Settings settings,
            String topic,
            @Nullable Instant since,
            Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        return new TopicTail(settings, topic, since, visitor);
    }

    private void seek(Instant since) {
        Map<TopicPartition, @Nullable OffsetAndTimestamp> found = ScanConsumers.since(committed, partitions, since);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            if (first == null) {
                committed.seekToEnd(List.of(partition));
            } else {
                committed.seek(partition, first.offset());
            }
            // the end is an offset of now, not of the first poll
            var unused = committed.position(partition, ScanConsumers.PATIENCE);
        }
    }

    /**
     * Calls the visitor for records that came since, waiting so long for the first one. Brings what is fetched already, not one poll of it: who looks now
     * and then would fall behind.
     */
    public void poll(Duration wait) {
        boolean more = visit(wait);
        for (int polls = 1; more && polls < MOST_POLLS; polls++) {
            more = visit(Duration.ZERO);
        }
    }

    private boolean visit(Duration wait) {
        ConsumerRecords<byte[], byte[]> records = committed.poll(wait);
        records.forEach(visitor);
        return !records.isEmpty();
    }

    /**
     * Reads all records that were written before the call, also those behind a transaction that is open: its end is awaited.
     *
     * @throws TimeoutException if a transaction stays open for longer than half a minute
     */
    public void catchUp() {
        Map<TopicPartition, Long> until = ends.endOffsets(partitions, ScanConsumers.PATIENCE);
        long deadline = System.nanoTime() + ScanConsumers.PATIENCE.toNanos();
        while (partitions.stream()
                .anyMatch(partition ->
                        committed.position(partition, ScanConsumers.PATIENCE) < until.getOrDefault(partition, 0L))) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("The topic " + topic + " could not be read to its end in "
                        + ScanConsumers.PATIENCE.toSeconds() + " s: a transaction stands open");
            }
            poll(POLL);
        }
    }

    @Override
    public void close() {
        committed.close(ScanConsumers.AT_ONCE);
        ends.close(ScanConsumers.AT_ONCE);
    }
}
