package io.eventbatcher.replay.scan;

import io.eventbatcher.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Consumers of committed records, without a group. */
final class ScanConsumers {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** There is no group to leave, and the answer to the last fetch would be awaited. */
    static final CloseOptions AT_ONCE = CloseOptions.timeout(Duration.ZERO);

    private static final int FETCH_BYTES = 4 << 20;
    private static final int PARTITION_BYTES = 1 << 20;

    /** Two clients of a process with one name would warn of each other. */
    private static final AtomicLong OPENED = new AtomicLong();

    private static final String COMMITTED = "read_committed";

    private ScanConsumers() {}

    static KafkaConsumer<byte[], byte[]> of(Settings settings) {
        return of(settings, COMMITTED, FETCH_BYTES);
    }

    /** A consumer that reads at the same time as others, of which all together hold as many fetched bytes as one alone. */
    static KafkaConsumer<byte[], byte[]> oneOf(int consumers, Settings settings) {
        return of(settings, COMMITTED, FETCH_BYTES / consumers);
    }

    /** A consumer that sees the true ends of partitions, open transactions included. */
    static KafkaConsumer<byte[], byte[]> ofAllRecords(Settings settings) {
        return of(settings, "read_uncommitted", FETCH_BYTES);
    }

    private static KafkaConsumer<byte[], byte[]> of(Settings settings, String isolation, int fetchBytes) {
        Map<String, Object> properties = settings.kafka().readerProperties();
        properties.put(
                ConsumerConfig.CLIENT_ID_CONFIG,
                settings.applicationId() + "-dead-letters-" + OPENED.incrementAndGet());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchBytes);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_BYTES);
        // the last fetch is beyond the end
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        // a decoded letter takes 5 KB: 1,000 of each consumer would outlive collections, and triple the CPU time in a
        // heap of 128 MB
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The first offsets of a time, by the records' own timestamps; null for a partition without such a record. */
    static Map<TopicPartition, @Nullable OffsetAndTimestamp> since(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant time) {
        long millis = Math.max(0, time.toEpochMilli());
        return consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> millis)), PATIENCE);
    }

    /** @throws UnknownTopicOrPartitionException if there is no such topic */
    static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> all = consumer.partitionsFor(topic, PATIENCE).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (all.isEmpty()) {
            throw new UnknownTopicOrPartitionException("There is no topic " + topic);
        }
        return all;
    }
}
