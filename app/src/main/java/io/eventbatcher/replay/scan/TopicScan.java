package io.eventbatcher.replay.scan;

import io.eventbatcher.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic once: committed records only, all partitions at a time, to the end at which the scan began. A long topic is read by several
 * consumers side by side, and yet one record is visited at a time. A record belongs to its visitor for the time of the call; a visitor that
 * keeps records detaches them from the fetched bytes.
 */
public final class TopicScan {
    private static final Duration PATIENCE = ScanConsumers.PATIENCE;

    /** A shorter topic is read before a second consumer has begun. */
    private static final long LONG = 50_000;

    private static final int MOST_CONSUMERS = 4;

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
            Map<TopicPartition, PartitionReader.Span> spans = spans(consumer);
            ScanVisits visits = new ScanVisits(topic, spans, visitor, progress);
            if (visits.offsets() > LONG && spans.size() > 1) {
                consumer.close(ScanConsumers.AT_ONCE);
                SideBySide.read(settings, shares(spans), visits);
            } else {
                new PartitionReader(consumer, spans).read(visits);
                consumer.close(ScanConsumers.AT_ONCE);
            }
        }
    }

    /** The offsets of the range, for each partition with records. */
    private Map<TopicPartition, PartitionReader.Span> spans(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = ScanConsumers.partitions(consumer, topic).stream()
                .filter(partition -> range.has(partition.partition()))
                .toList();
        Map<TopicPartition, Long> begins = begins(consumer, partitions);
        Map<TopicPartition, PartitionReader.Span> spans = new HashMap<>();
        consumer.endOffsets(partitions, PATIENCE).forEach((partition, end) -> {
            PartitionReader.Span span =
                    new PartitionReader.Span(begins.getOrDefault(partition, end), Math.min(end, range.toOffset()));
            if (span.length() > 0) {
                spans.put(partition, span);
            }
        });
        return spans;
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

    /** The partitions, dealt to consumers: the longest first, in turn. */
    private static List<Map<TopicPartition, PartitionReader.Span>> shares(
            Map<TopicPartition, PartitionReader.Span> spans) {
        List<Map<TopicPartition, PartitionReader.Span>> shares = new ArrayList<>();
        for (int share = 0; share < Math.min(MOST_CONSUMERS, spans.size()); share++) {
            shares.add(new HashMap<>());
        }
        int[] next = {0};
        spans.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<TopicPartition, PartitionReader.Span> entry) ->
                        -entry.getValue().length()))
                .forEach(entry -> shares.get(next[0]++ % shares.size()).put(entry.getKey(), entry.getValue()));
        return shares;
    }
}
