package io.eventbatcher.replay.scan;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads partitions by one consumer, all at a time, each to its end. For one thread. */
final class PartitionReader {
    private static final Duration PATIENCE = ScanConsumers.PATIENCE;
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    /** The offsets that are left to read, for partitions that are not at their end. */
    private final Map<TopicPartition, Span> left;

    private long deadline = System.nanoTime() + PATIENCE.toNanos();

    /**
     * Offsets of a partition.
     *
     * @param from the first offset
     * @param end the offset before which reading ends
     */
    record Span(long from, long end) {
        long length() {
            return end - from;
        }
    }

    /** Takes what one poll has brought. */
    interface Sink {
        /**
         * Takes records, some perhaps from behind the ends.
         *
         * @param passed offsets passed since the call before
         * @return false if nobody wants more
         */
        boolean take(ConsumerRecords<byte[], byte[]> records, long passed);
    }

    PartitionReader(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Span> spans) {
        this.consumer = consumer;
        this.left = new LinkedHashMap<>(spans);
    }

    /** @throws TimeoutException if Kafka gives no records */
    void read(Sink sink) {
        consumer.assign(left.keySet());
        left.forEach((partition, span) -> consumer.seek(partition, span.from()));
        boolean wanted = true;
        while (wanted && !left.isEmpty()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            long passed = passed();
            wanted = sink.take(records, passed);
            if (passed > 0) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "The partitions " + left.keySet() + " gave no records for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    /** The offsets that the last poll has passed; a partition that is at its end is read no more. */
    private long passed() {
        long passed = 0;
        Iterator<Map.Entry<TopicPartition, Span>> partitions = left.entrySet().iterator();
        while (partitions.hasNext()) {
            Map.Entry<TopicPartition, Span> partition = partitions.next();
            Span before = partition.getValue();
            long position = Math.min(before.end(), consumer.position(partition.getKey(), PATIENCE));
            passed += position - before.from();
            if (position == before.end()) {
                consumer.pause(Set.of(partition.getKey()));
                partitions.remove();
            } else {
                partition.setValue(new Span(position, before.end()));
            }
        }
        return passed;
    }
}
