package io.eventbatcher.sandbox.torture.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterHeader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Replays by a person with a producer: some letters more than once, on any partition, and under an id that many letters share. */
public final class HandReplays implements AutoCloseable {
    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final int partitions;
    /** Further copies, to be sent after those of other letters. */
    private final Deque<ProducerRecord<byte[], byte[]>> again = new ArrayDeque<>();

    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public HandReplays(String bootstrapServers, Settings settings) {
        this.topic = settings.topics().replays();
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "enable.idempotence", true),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.partitions = producer.partitionsFor(topic).size();
    }

    /** @param ticket the id of the replay */
    public void send(WaitingLetter letter, byte[] value, String ticket) {
        Headers headers = new RecordHeaders(letter.entry().headers().toArray())
                .add(DeadLetterHeader.REPLAY_ID.key(), ticket.getBytes(UTF_8));
        if (!again.isEmpty()) {
            send(again.removeFirst());
        }
        for (int copy = 0; copy < letter.plan().copies(); copy++) {
            int partition = Math.floorMod(letter.id().hashCode() + copy, partitions);
            ProducerRecord<byte[], byte[]> replay =
                    new ProducerRecord<>(topic, partition, null, letter.entry().key(), value, headers);
            if (copy == 0) {
                send(replay);
            } else {
                again.addLast(replay);
            }
        }
    }

    private void send(ProducerRecord<byte[], byte[]> replay) {
        // the future would tell the same
        var unused = producer.send(replay, (metadata, refused) -> {
            if (refused != null) {
                failure.compareAndSet(null, refused);
            }
        });
    }

    /**
     * Returns when the broker has all replays.
     *
     * @throws IllegalStateException if the broker did not take a replay
     */
    public void flush() {
        while (!again.isEmpty()) {
            send(again.removeFirst());
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("The kit could not publish its replays.", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
