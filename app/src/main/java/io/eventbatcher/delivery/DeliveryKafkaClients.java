package io.eventbatcher.delivery;

import io.eventbatcher.config.Settings;
import io.eventbatcher.delivery.settle.Fencing;
import io.eventbatcher.record.HeapBounds;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients of delivery. Properties that the guarantees need override properties of the operator. */
public final class DeliveryKafkaClients {
    private static final int TRANSACTION_MILLIS = (int) Fencing.TRANSACTION_TIMEOUT.toMillis();

    /** After a kill the lanes of an instance stand still for the session; Kafka's default of 45 s is much longer than the transaction. */
    private static final int SESSION_MILLIS = 10_000;

    /** Shorter than the time after which a silent instance is forgotten: the next claim replaces one that is not sent by then. */
    private static final int CLAIM_MILLIS = 2_000;

    private final Settings settings;
    private final HeapBounds heap = HeapBounds.ofThisProcess();

    public DeliveryKafkaClients(Settings settings) {
        this.settings = settings;
    }

    public Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        properties.putAll(common("consumer", settings.kafka().consumerProperties()));
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.deliveryGroup());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // each assignment sets the position; a committed offset without a record must not be skipped silently
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, pollIntervalMillis(properties));
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, heap.batches());
        properties.put(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                heap.batchesFetchBytes(settings.enabledLanes(), settings.maxTopicRecordBytes()));
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * settings.maxTopicRecordBytes());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private int pollIntervalMillis(Map<String, Object> passedThrough) {
        Object given = passedThrough.getOrDefault(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, "0");
        int least = Math.toIntExact(HandoverTimeouts.leastPollInterval(settings).toMillis());
        return Math.max(least, Integer.parseInt(given.toString().trim()));
    }

    /** An admin client for calls that must not hold up the poll thread. */
    public Admin admin() {
        return Admin.create(common("purge", settings.kafka().adminProperties()));
    }

    /** A producer that has not yet asked for its transactional id. */
    public Producer<byte[], byte[]> producer() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"); // receipts are alike
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, heap.producerBytes(settings.maxTopicRecordBytes()));
        properties.putAll(common("settler", settings.kafka().producerProperties()));
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId());
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TRANSACTION_MILLIS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TRANSACTION_MILLIS + 5_000);
        // in a rebalance only the poll thread sends heartbeats, and producer calls hold up the poll thread
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SESSION_MILLIS - 2_000);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.maxTopicRecordBytes());
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A consumer of the rate claims of all instances, outside of any group. */
    public Consumer<byte[], byte[]> claimsConsumer() {
        Map<String, Object> properties = settings.kafka().readerProperties();
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId("claims-consumer"));
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer of rate claims; a lost claim is repeated. */
    public Producer<byte[], byte[]> claimsProducer() {
        Map<String, Object> properties =
                common("claims-producer", settings.kafka().producerProperties());
        properties.put(ProducerConfig.ACKS_CONFIG, "1");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, CLAIM_MILLIS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, CLAIM_MILLIS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, CLAIM_MILLIS);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Stable over restarts, so that a new start ends the open transaction of a crash. */
    private String transactionalId() {
        return settings.applicationId() + "-delivery-" + settings.instance();
    }

    private Map<String, Object> common(String role, Map<String, String> passedThrough) {
        Map<String, Object> properties = new HashMap<>(passedThrough);
        properties.put("bootstrap.servers", settings.kafka().bootstrapServers());
        properties.put("client.id", clientId(role));
        return properties;
    }

    private String clientId(String role) {
        return transactionalId() + '-' + role;
    }
}
