package io.eventbatcher.batching.streams;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients of Kafka Streams: the usual clients, but pausing and guarded consumers for the sources. */
public final class PausingClients implements KafkaClientSupplier {
    private final PausedPartitions paused;
    private final PollGuard guard;
    private final Set<PausingConsumer> polling = ConcurrentHashMap.newKeySet();

    public PausingClients(PausedPartitions paused, PollGuard guard) {
        this.paused = paused;
        this.guard = guard;
    }

    /**
     * Ends the polls under way, without records. A poll measures its time by the wall clock, and would otherwise last until a clock set
     * back is where it was. Any thread.
     */
    public void endPolls() {
        polling.forEach(PausingConsumer::wakeup);
    }

    @Override
    public Admin getAdmin(Map<String, Object> configuration) {
        return Admin.create(configuration);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> configuration) {
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> configuration) {
        return new PausingConsumer(configuration, paused, guard, polling);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> configuration) {
        return plain(configuration);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> configuration) {
        return plain(configuration);
    }

    private static Consumer<byte[], byte[]> plain(Map<String, Object> configuration) {
        return new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
