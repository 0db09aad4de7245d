package io.eventbatcher.replay.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.log.Causes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The transactions of a run. The transactional id is the run's, so that a process that goes on with a run ends the open transaction of the
 * process before, and shuts that process out.
 */
final class RunTransactions implements AutoCloseable {
    private static final int TRANSACTION_MILLIS = 20_000;
    private static final int COMMIT_TRIES = 3;

    private final Producer<byte[], byte[]> producer;
    private final int partitions;

    private RunTransactions(Producer<byte[], byte[]> producer, String replays) {
        this.producer = producer;
        this.partitions = producer.partitionsFor(replays).size();
    }

    static RunTransactions open(Settings settings, String run) {
        String id = settings.applicationId() + "-replay-" + run;
        Map<String, Object> properties = new HashMap<>(settings.kafka().producerProperties());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, id);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TRANSACTION_MILLIS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TRANSACTION_MILLIS + 5_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TRANSACTION_MILLIS);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.maxTopicRecordBytes());
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new RunTransactions(producer, settings.topics().replays());
        } catch (KafkaException refused) {
            producer.close(Duration.ZERO);
            throw refused;
        }
    }

    /** The number of partitions of the replay topic. */
    int partitions() {
        return partitions;
    }

    void begin() {
        producer.beginTransaction();
    }

    /** Sends a record; a failure is told by the commit. */
    void send(ProducerRecord<byte[], byte[]> entry) {
        var unused = producer.send(entry);
    }

    /** @throws KafkaException if the transaction did not succeed, or nobody knows */
    void commit() {
        for (int tries = 1; ; tries++) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException slow) {
                if (tries == COMMIT_TRIES) {
                    throw slow;
                }
            }
        }
    }

    /** True if another producer has the run's transactional id now. */
    static boolean isFenced(Throwable failure) {
        return Causes.of(failure).stream()
                .anyMatch(cause ->
                        cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException);
    }

    /** Aborts as far as possible; otherwise the broker does when the transaction's time is over, or the run's next process. */
    void abort() {
        try {
            producer.abortTransaction();
        } catch (KafkaException | IllegalStateException unfit) {
            // the first failure is the one to tell
        }
    }

    /** Ends at once; an open transaction stays open, as after a kill. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
