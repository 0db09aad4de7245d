package io.eventbatcher.sandbox.load;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes a plan in order, and notes the records acknowledged by the broker. Idempotent, because an accidental repetition would spoil the
 * truth.
 */
public final class LoadGenerator {

    private static final long PROGRESS_EVERY = 5_000;

    private final String bootstrapServers;
    private final Map<Route, String> topics;
    private final Pace pace;
    private final LongConsumer progress;
    private final PublicationListener listener;
    private final boolean transactional;
    private final LoadTruth truth = new LoadTruth();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * Prepares a generator for one plan.
     *
     * @param topics the topic of each route
     * @param progress gets the number of acknowledged records now and then, on the producer's thread
     */
    public LoadGenerator(String bootstrapServers, Map<Route, String> topics, Pace pace, LongConsumer progress) {
        this(bootstrapServers, topics, pace, progress, (planned, topic, offset) -> {});
    }

    /**
     * Prepares a generator for one plan, with a listener for each record.
     *
     * @param topics the topic of each route
     * @param progress gets the number of acknowledged records now and then, on the producer's thread
     */
    public LoadGenerator(
            String bootstrapServers,
            Map<Route, String> topics,
            Pace pace,
            LongConsumer progress,
            PublicationListener listener) {
        this(bootstrapServers, topics, pace, progress, listener, false);
    }

    private LoadGenerator(
            String bootstrapServers,
            Map<Route, String> topics,
            Pace pace,
            LongConsumer progress,
            PublicationListener listener,
            boolean transactional) {
        this.bootstrapServers = bootstrapServers;
        this.topics = Map.copyOf(topics);
        this.pace = pace;
        this.progress = progress;
        this.listener = listener;
        this.transactional = transactional;
    }

    /** A generator whose whole plan is one transaction: whoever reads committed records sees all of them at the same moment. */
    public LoadGenerator inOneTransaction() {
        return new LoadGenerator(bootstrapServers, topics, pace, progress, listener, true);
    }

    /** The records published up to now; complete when {@link #publish} has returned. */
    public LoadTruth truth() {
        return truth;
    }

    /**
     * Publishes all records of the plan, and returns when the broker has acknowledged them.
     *
     * @throws LoadException if the broker refused a record, for about two minutes or for good; the truth then holds the acknowledged
     *     records
     */
    public void publish(Iterable<PlannedRecord> plan) {
        Pace.Metronome metronome = pace.begin();
        long number = 0;
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            if (transactional) {
                producer.initTransactions();
                producer.beginTransaction();
            }
            for (PlannedRecord planned : plan) {
                metronome.await(number++);
                stopIfOneFailed();
                send(producer, planned);
            }
            producer.flush();
            if (transactional) {
                producer.commitTransaction();
            }
        } catch (KafkaException e) {
            throw failed(e);
        }
        stopIfOneFailed();
    }

    private void send(Producer<byte[], byte[]> producer, PlannedRecord planned) {
        String topic = topics.getOrDefault(planned.route(), planned.route().defaultTopic());
        var outgoing = new ProducerRecord<>(
                topic, planned.partition(), null, planned.key(), planned.value(), planned.headers());
        // the callback gets the result of the future
        var unused = producer.send(outgoing, noteThat(planned, topic));
    }

    private Callback noteThat(PlannedRecord planned, String topic) {
        return (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
                return;
            }
            truth.published(planned, topic, metadata.offset());
            listener.published(planned, topic, metadata.offset());
            long count = acknowledged.incrementAndGet();
            if (count % PROGRESS_EVERY == 0) {
                progress.accept(count);
            }
        };
    }

    private void stopIfOneFailed() {
        Exception first = failure.get();
        if (first != null) {
            throw failed(first);
        }
    }

    private LoadException failed(Exception cause) {
        return new LoadException(
                "The broker at %s took %d records and then failed: %s"
                        .formatted(bootstrapServers, acknowledged.get(), cause.getMessage()),
                cause);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("client.id", "load-generator");
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        // a new topic knows no producer, and takes whichever request comes first: if that is the second in flight, it
        // refuses the first for good
        settings.put("max.in.flight.requests.per.connection", 1);
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", 5);
        settings.put("batch.size", 128 * 1024);
        settings.put("max.block.ms", 120_000L);
        // before compression, which makes a small record of a large event
        settings.put("max.request.size", 16 * 1024 * 1024);
        if (transactional) {
            settings.put("transactional.id", "load-generator-" + UUID.randomUUID());
            settings.put("transaction.timeout.ms", 600_000);
        }
        return settings;
    }
}
