package io.eventbatcher.sandbox.torture.traffic;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.evidence.Replay;
import io.eventbatcher.sandbox.torture.faults.Poison;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Replays dead letters during the run, like an operator: some repaired and some not, some by repeated commands. */
public final class Replayer {
    private static final Duration POLL = Duration.ofMillis(200);

    /** What a producer takes without settings of its own. */
    private static final int LARGEST_REPLAYED_BYTES = 1_000_000;

    private final String bootstrapServers;
    private final String deadLetters;
    private final String topic;
    private final long seed;
    private final Poison poison;
    private final Repair repair;
    private final List<Replay> replays = new ArrayList<>();
    /** Repeated commands, to be sent after commands of other letters. */
    private final Deque<ProducerRecord<byte[], byte[]>> again = new ArrayDeque<>();

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean stopping;

    public Replayer(String bootstrapServers, Settings settings, long seed, Poison poison, Repair repair) {
        this.bootstrapServers = bootstrapServers;
        this.deadLetters = settings.topics().deadLetters();
        this.topic = settings.topics().replays();
        this.seed = seed;
        this.poison = poison;
        this.repair = repair;
    }

    public void start() {
        Thread thread = new Thread(this::run, "replayer");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Stops, and returns the replays when the broker has all commands.
     *
     * @throws IllegalStateException if the broker did not take a command
     */
    public List<Replay> stop(Duration patience) throws InterruptedException {
        stopping = true;
        try {
            done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("The kit could not publish its replays.", failure);
        }
        return List.copyOf(replays);
    }

    private void run() {
        try (KafkaConsumer<byte[], byte[]> letters = letters();
                Producer<byte[], byte[]> producer = producer()) {
            int partitions = producer.partitionsFor(topic).size();
            while (!stopping) {
                for (ConsumerRecord<byte[], byte[]> letter : letters.poll(POLL)) {
                    poison.died(SourceOffset.of(letter.headers()));
                    command(letter, partitions, producer);
                }
            }
            while (!again.isEmpty()) {
                send(again.removeFirst(), producer);
            }
            producer.flush();
            done.complete(null);
        } catch (RuntimeException failure) {
            done.completeExceptionally(failure);
        }
    }

    /** A letter is replayed once at most. */
    private void command(ConsumerRecord<byte[], byte[]> letter, int partitions, Producer<byte[], byte[]> producer) {
        byte[] original = letter.value();
        if (!text(DeadLetterHeader.REPLAYS, letter).equals("0")
                || original == null
                || original.length > LARGEST_REPLAYED_BYTES) {
            return;
        }
        UUID id = UUID.fromString(text(DeadLetterHeader.ID, letter));
        Route route = Route.labelled(text(DeadLetterHeader.ROUTE, letter)).orElseThrow();
        String reason = text(DeadLetterHeader.REASON, letter);
        Optional<ReplayPlan> planned = ReplayPlan.of(seed, id, route, reason);
        if (planned.isEmpty()) {
            return;
        }
        ReplayPlan plan = planned.get();
        byte[] value = switch (plan.end()) {
            case TAKEN -> repair.apply(route, reason, letter);
            case DEAD_AGAIN -> original;
            case UNCONFIRMED -> repair.leaveOut(letter);
        };
        Headers headers = new RecordHeaders(letter.headers().toArray())
                .add(DeadLetterHeader.REPLAY_ID.key(), id.toString().getBytes(StandardCharsets.UTF_8));
        replays.add(new Replay(route, SourceOffset.of(letter.headers()), plan.end(), plan.commands()));
        if (!again.isEmpty()) {
            send(again.removeFirst(), producer);
        }
        for (int i = 0; i < plan.commands(); i++) {
            int partition = Math.floorMod(id.hashCode() + i, partitions);
            ProducerRecord<byte[], byte[]> command =
                    new ProducerRecord<>(topic, partition, null, letter.key(), value, headers);
            if (i == 0) {
                send(command, producer);
            } else {
                again.addLast(command);
            }
        }
    }

    private void send(ProducerRecord<byte[], byte[]> command, Producer<byte[], byte[]> producer) {
        // the future would tell the same
        var unused = producer.send(command, (metadata, failure) -> {
            if (failure != null) {
                done.completeExceptionally(failure);
            }
        });
    }

    private static String text(DeadLetterHeader header, ConsumerRecord<byte[], byte[]> letter) {
        return header.in(letter.headers()).orElse("");
    }

    private KafkaConsumer<byte[], byte[]> letters() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(deadLetters).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "enable.idempotence", true),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
