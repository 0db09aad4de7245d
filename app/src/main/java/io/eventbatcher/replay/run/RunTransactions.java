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
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The transactions of a run. The transactional id is the run's, so that a process that goes on with a run ends the open transaction of the
 * process before, and shuts that process out.
 */
final class RunTransactions implements AutoCloseable {
    /** Kafka aborts longer transactions. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int TRANSACTION_MILLIS = (int) LONGEST.toMillis();
    private static final int COMMIT_TRIES = 3;

    private final Producer<byte[], byte[]> producer;
    private final String id;
    private final int partitions;

    private RunTransactions(Producer<byte[], byte[]> producer, String id, String replays) {
        this.producer = producer;
        this.id = id;
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
            return new RunTransactions(producer, id, settings.topics().replays());
        } catch (KafkaException refused) {
            producer.close(Duration.ZERO);
            throw named(refused, id);
        }
    }

    /** Names the right that lacks: Kafka names the topic at most, and no transactional id. */
    private static KafkaException named(KafkaException failure, String id) {
        for (Throwable cause : Causes.of(failure)) {
            if (cause instanceof TransactionalIdAuthorizationException) {
                return new TransactionalIdAuthorizationException("to write and describe the transactional id " + id);
            }
            if (cause instanceof TopicAuthorizationException denied) {
                return new TopicAuthorizationException(
                        "to write topic " + String.join(", ", denied.unauthorizedTopics()));
            }
        }
        return failure;
    }

    /** The number of partitions of the replay topic. */
    int partitions() {
        return partitions;
    }

    void begin() {
        producer.beginTransaction();
    }

    /** Sends a record; a failure is told by the next send, or by the commit. */
    void send(ProducerRecord<byte[], byte[]> entry) {
        try {
            var unused = producer.send(entry);
        } catch (KafkaException failure) {
            throw named(failure, id);
        }
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
            } catch (KafkaException failure) {
                throw named(failure, id);
            }
        }
    }

    /**
     * True if another producer has the run's transactional id now, or Kafka has ended the transaction. A commit that meets such an end is
     * told of an invalid state (KAFKA-20785).
     */
    static boolean isFenced(Throwable failure) {
        return Causes.of(failure).stream()
                .anyMatch(cause -> cause instanceof ProducerFencedException
                        || cause instanceof InvalidProducerEpochException
                        || cause instanceof InvalidTxnStateException);
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
