package io.eventbatcher.replay.scan;

import io.eventbatcher.config.Settings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Fetches records of a topic by their places; places in the order of the topic cost one pass. For one thread. */
public final class RecordFetcher implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    /** Nearer records are read and dropped, because a jump costs a request. */
    private static final long FAR = 2_000;

    private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

    private final String topic;
    private final String topicId;
    private final @Nullable KafkaOffsets offsets;
    private long lookAt = System.nanoTime();
    /** True if records were read, or not found, since the topic's id was looked at. */
    private boolean unsure;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> fetched = new HashMap<>();
    private final Set<TopicPartition> assigned = new HashSet<>();

    private RecordFetcher(Settings settings, String topic, String topicId) {
        this.topic = topic;
        this.topicId = topicId;
        this.offsets = topicId.isEmpty() ? null : KafkaOffsets.open(settings);
        this.consumer = ScanConsumers.of(settings);
    }

    /**
     * A fetcher of a topic.
     *
     * @param topicId the id of the topic when the places were chosen; empty for any
     */
    public static RecordFetcher open(Settings settings, String topic, String topicId) {
        return new RecordFetcher(settings, topic, topicId);
    }

    /** True if the topic exists and has the partition. */
    public boolean has(int partition) {
        try {
            return ScanConsumers.partitions(consumer, topic).contains(new TopicPartition(topic, partition));
        } catch (UnknownTopicOrPartitionException missing) {
            return false;
        }
    }

    /**
     * The committed records that stand at the places; a place without one has no entry.
     *
     * @throws TopicRecreatedException if the topic was made anew since the places were chosen
     */
    public Map<Place, ConsumerRecord<byte[], byte[]>> fetch(Collection<Place> places) {
        Map<Place, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        Map<Integer, SortedSet<Long>> wanted = new HashMap<>();
        places.forEach(place -> wanted.computeIfAbsent(place.partition(), partition -> new TreeSet<>())
                .add(place.offset()));
        wanted.forEach((partition, offset) -> fetch(partition, offset, found));
        unsure |= found.size() < places.size();
        requireSameTopic();
        return found;
    }

    private void requireSameTopic() {
        if (offsets != null && (unsure || System.nanoTime() - lookAt >= 0)) {
            TopicRecreatedException.requireSame(topic, topicId, offsets.topicId(topic));
            lookAt = System.nanoTime() + LOOK_AGAIN_NANOS;
            unsure = false;
        }
    }

    private void fetch(int partition, SortedSet<Long> offsets, Map<Place, ConsumerRecord<byte[], byte[]>> found) {
        TopicPartition from = new TopicPartition(topic, partition);
        Deque<ConsumerRecord<byte[], byte[]>> queue = goTo(from, offsets.first());
        if (assigned.stream().anyMatch(one -> !one.equals(from))) {
            consumer.pause(assigned.stream().filter(one -> !one.equals(from)).toList());
        }
        consumer.resume(List.of(from));
        long last = offsets.last();
        long end = consumer.endOffsets(List.of(from), ScanConsumers.PATIENCE).getOrDefault(from, 0L);
        long deadline = System.nanoTime() + ScanConsumers.PATIENCE.toNanos();
        long position = -1;
        while (true) {
            while (!queue.isEmpty() && queue.element().offset() <= last) {
                ConsumerRecord<byte[], byte[]> entry = queue.remove();
                if (offsets.contains(entry.offset())) {
                    found.put(new Place(partition, entry.offset()), entry);
                }
            }
            long now = consumer.position(from, ScanConsumers.PATIENCE);
            if (!queue.isEmpty() || now > last || now >= end) {
                return;
            }
            if (now != position) {
                position = now;
                deadline = System.nanoTime() + ScanConsumers.PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "The topic " + topic + " gave no records for " + ScanConsumers.PATIENCE.toSeconds() + " s");
            }
            List<ConsumerRecord<byte[], byte[]>> read = consumer.poll(POLL).records(from);
            unsure |= !read.isEmpty();
            queue.addAll(read);
        }
    }

    /** The records that are fetched and not yet used; empty behind a jump. */
    private Deque<ConsumerRecord<byte[], byte[]>> goTo(TopicPartition partition, long offset) {
        Deque<ConsumerRecord<byte[], byte[]>> queue =
                fetched.computeIfAbsent(partition.partition(), number -> new ArrayDeque<>());
        if (assigned.add(partition)) {
            consumer.assign(assigned);
            consumer.seek(partition, offset);
            return queue;
        }
        long next = queue.isEmpty()
                ? consumer.position(partition, ScanConsumers.PATIENCE)
                : queue.element().offset();
        if (offset < next || offset - next > FAR) {
            queue.clear();
            consumer.seek(partition, offset);
        }
        return queue;
    }

    @Override
    public void close() {
        consumer.close(ScanConsumers.AT_ONCE);
        if (offsets != null) {
            offsets.close();
        }
    }
}
