package io.eventbatcher.sandbox.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all committed records of a topic, from the beginning to the end. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);

    /** A commit is done for the producer before readers see the records: Kafka writes the markers afterwards, partition by partition. */
    private static final Duration MARKERS = Duration.ofSeconds(30);

    private TopicReader() {}

    /**
     * Hands over every record committed when the call began. Waits up to 30 seconds for the outcome of open transactions; records in
     * transactions still open are left out.
     */
    public static void forEach(
            String bootstrapServers, String topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, "read_committed")) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> written = written(bootstrapServers, partitions);
            Map<TopicPartition, Long> decided = consumer.endOffsets(partitions);
            while (!isAt(decided, consumer)) {
                consumer.poll(POLL).forEach(reader);
            }
            long patience = System.nanoTime() + MARKERS.toNanos();
            while (!isAt(written, consumer) && System.nanoTime() < patience) {
                consumer.poll(POLL).forEach(reader);
            }
            // the answer to the last fetch would be awaited
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    /** All committed records: for small topics. */
    public static List<ConsumerRecord<byte[], byte[]>> all(String bootstrapServers, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        forEach(bootstrapServers, topic, records::add);
        return records;
    }

    /** The ends of all partitions of the topic, with the records in open transactions. */
    public static Map<TopicPartition, Long> ends(String bootstrapServers, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, "read_uncommitted")) {
            return consumer.endOffsets(partitions(consumer, topic));
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** The ends, with the records in open transactions. */
    private static Map<TopicPartition, Long> written(String bootstrapServers, List<TopicPartition> partitions) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, "read_uncommitted")) {
            return consumer.endOffsets(partitions);
        }
    }

    private static boolean isAt(Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String isolation) {
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
