package io.eventbatcher.replay.scan;

import io.eventbatcher.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic once: committed records only, all partitions at a time, to the end at which the scan began. A record belongs to its visitor
 * for the time of the call; a visitor that keeps records detaches them from the fetched bytes.
 */
public final class TopicScan {
    private static final Duration PATIENCE = ScanConsumers.PATIENCE;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final String topic;
    private final ScanRange range;
    private final ScanProgress progress;

    private TopicScan(Settings settings, String topic, ScanRange range, ScanProgress progress) {
        this.settings = settings;
        this.topic = topic;
        this.range = range;
        this.progress = progress;
    }

    public static TopicScan of(Settings settings, String topic, ScanRange range, ScanProgress progress) {
        return new TopicScan(settings, topic, range, progress);
    }

    /** Reads the topic, and nothing if there is no such topic. */
    public void forEachIfThere(Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        try {
            forEach(visitor);
        } catch (UnknownTopicOrPartitionException missing) {
            // a topic that was never created has no records
        }
    }

    /**
     * Reads the topic.
     *
     * @throws UnknownTopicOrPartitionException if there is no such topic
     * @throws org.apache.kafka.common.KafkaException if Kafka does not give the records
     */
    public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        try (KafkaConsumer<byte[], byte[]> consumer = ScanConsumers.of(settings)) {
            Map<TopicPartition, Long> ends = seek(consumer);
            read(consumer, ends, visitor);
            consumer.close(ScanConsumers.AT_ONCE);
        }
    }

    /** Goes to the begin of the range, and returns the offset before which the scan ends, for each partition with records. */
    private Map<TopicPartition, Long> seek(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = ScanConsumers.partitions(consumer, topic).stream()
                .filter(partition -> range.has(partition.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = begins(consumer, partitions);
        Map<TopicPartition, Long> ends = new HashMap<>();
        consumer.endOffsets(partitions, PATIENCE).forEach((partition, end) -> {
            long until = Math.min(end, range.toOffset());
            if (begins.getOrDefault(partition, end) < until) {
                ends.put(partition, until);
            }
        });
        consumer.pause(partitions);
        consumer.resume(ends.keySet());
        ends.keySet().forEach(partition -> consumer.seek(partition, begins.getOrDefault(partition, 0L)));
        return ends;
    }

    /** The first offsets of the range; none for a partition without such a record. */
    private Map<TopicPartition, Long> begins(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = new HashMap<>();
        consumer.beginningOffsets(partitions, PATIENCE)
                .forEach((partition, begin) -> begins.put(partition, Math.max(begin, range.fromOffset())));
        Instant since = range.since();
        if (since != null) {
            Map<TopicPartition, @Nullable OffsetAndTimestamp> found = ScanConsumers.since(consumer, partitions, since);
            for (TopicPartition partition : partitions) {
                OffsetAndTimestamp first = found.get(partition);
                if (first == null) {
                    begins.remove(partition);
                } else {
                    begins.merge(partition, first.offset(), Math::max);
                }
            }
        }
        return begins;
    }

    private void read(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        ends.keySet().forEach(partition -> positions.put(partition, consumer.position(partition, PATIENCE)));
        long of = ends.keySet().stream()
                .mapToLong(partition -> ends.getOrDefault(partition, 0L) - positions.getOrDefault(partition, 0L))
                .sum();
        Set<TopicPartition> open = new HashSet<>(ends.keySet());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                long end = ends.getOrDefault(partition, 0L);
                for (ConsumerRecord<byte[], byte[]> entry : records.records(partition)) {
                    if (entry.offset() < end) {
                        visitor.accept(entry);
                    }
                }
            }
            long left = 0;
            for (TopicPartition partition : Set.copyOf(open)) {
                long position = consumer.position(partition, PATIENCE);
                long end = ends.getOrDefault(partition, 0L);
                if (position != positions.getOrDefault(partition, -1L)) {
                    positions.put(partition, position);
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                }
                if (position >= end) {
                    open.remove(partition);
                    consumer.pause(Set.of(partition));
                }
                left += Math.max(0, end - position);
            }
            progress.passed(topic, of - left, of);
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "The topic " + topic + " gave no records for " + PATIENCE.toSeconds() + " s");
            }
        }
    }
}
