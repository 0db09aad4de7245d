package io.eventbatcher.batching;

import io.eventbatcher.batching.streams.SafeTimestamps;
import io.eventbatcher.config.Settings;
import io.eventbatcher.record.HeapBounds;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka Streams configuration of the batching half. */
public final class BatchingConfig {
    /**
     * Short, because neither the lanes nor delivery read uncommitted records: the interval is latency, twice. Not shorter, because a
     * commit has a price whatever its size, and events in a buffer at a commit are written once more.
     */
    private static final int COMMIT_INTERVAL_MILLIS = 200;

    /** After a kill the next instance waits so long for the lost transaction. */
    private static final int TRANSACTION_TIMEOUT_MILLIS = 10_000;

    /** After a kill the group waits so long for the lost member; Kafka's 45 s would be four times the transaction's. */
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    private static final long RECONNECT_BACKOFF_MAX_MILLIS = 10_000;

    /** Larger than Kafka's 16 KB: items are a kilobyte, and lz4 thrives on more. */
    private static final int PRODUCER_BATCH_BYTES = 128 * 1024;

    private BatchingConfig() {}

    /**
     * The properties for {@code new KafkaStreams(topology, properties)}. The operator's Kafka properties win over our tuning, never over
     * the guarantees.
     */
    public static Properties properties(Settings settings) {
        Properties properties = new Properties();
        tuning(settings, HeapBounds.ofThisProcess(), properties);
        properties.putAll(settings.kafka().streamsProperties());
        guarantees(settings, properties);
        return properties;
    }

    /** Names without a prefix, although each is for one kind of client: one with a prefix would win over the operator's without. */
    private static void tuning(Settings settings, HeapBounds heap, Properties properties) {
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MILLIS);
        // Kafka's 1 s makes an outage of a broker a flood of warnings.
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_BACKOFF_MAX_MILLIS);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, PRODUCER_BATCH_BYTES);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, heap.producerBytes(settings.maxTopicRecordBytes()));
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, heap.streamRecords());
        // Streams' own bound on its queues counts records, and a thread processes all records of a poll before the next
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, heap.streamRecords());
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, heap.streamFetchBytes());
    }

    private static void guarantees(Settings settings, Properties properties) {
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // A source partition may be paused while it has records, and no other partition of the task may wait for it.
        // The
        // order between partitions does not matter, and choosing a partition to wait for took a tenth of a stream
        // thread's
        // time.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // Under the newer protocol Streams makes the consumer itself, and would read paused partitions.
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, SafeTimestamps.class.getName());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MILLIS);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), settings.maxTopicRecordBytes());
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                Integer.toString(settings.maxTopicRecordBytes()));
    }
}
