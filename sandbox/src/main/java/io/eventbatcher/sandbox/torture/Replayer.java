package io.eventbatcher.sandbox.torture;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.route.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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

/**
 * Replays dead letters while the run goes on, as an operator would: some cured and some not, some by a command that is given again
 * later. Which and how follows from the seed and the letter's id, which the same event has in every run.
 */
final class Replayer {
    private static final double SHARE = 0.6;
    private static final double CURED = 0.7;
    private static final double LEFT_OUT = 0.4;
    private static final int MOST_COMMANDS = 3;
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final String deadLetters;
    private final String topic;
    private final long seed;
    private final Cure cure;
    private final List<Replay> replays = new ArrayList<>();
    /** Commands to be given again, behind those of other letters. */
    private final Deque<ProducerRecord<byte[], byte[]>> again = new ArrayDeque<>();

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean stopping;

    Replayer(String bootstrapServers, Settings settings, long seed, Cure cure) {
        this.bootstrapServers = bootstrapServers;
        this.deadLetters = settings.topics().deadLetters();
        this.topic = settings.topics().replays();
        this.seed = seed;
        this.cure = cure;
    }

    void start() {
        Thread thread = new Thread(this::run, "replayer");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Replays nothing more, and returns what was replayed when the broker has all of it.
     *
     * @throws IllegalStateException if the broker did not take it
     */
    List<Replay> stop(Duration patience) throws InterruptedException {
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

    private void command(ConsumerRecord<byte[], byte[]> letter, int partitions, Producer<byte[], byte[]> producer) {
        String reason = text(DeadLetterHeader.REASON, letter);
        UUID id = UUID.fromString(text(DeadLetterHeader.ID, letter));
        SplittableRandom random = new SplittableRandom(seed ^ id.getLeastSignificantBits());
        boolean first = text(DeadLetterHeader.REPLAYS, letter).equals("0");
        // HubSpot has taken another event with the uuid of a conflict, so that nobody could tell what the replay comes
        // to
        if (!first || reason.equals(Reason.UUID_CONFLICT.label()) || random.nextDouble() >= SHARE) {
            return;
        }
        Route route = Route.labelled(text(DeadLetterHeader.ROUTE, letter)).orElseThrow();
        boolean passesIngest = Cure.helpsAgainst(reason);
        Replay.End end = passesIngest && random.nextDouble() < CURED ? cured(route, random) : Replay.End.DEAD_AGAIN;
        // ingest buries what it cannot read each time anew, under the same id
        int commands = passesIngest ? 1 + random.nextInt(MOST_COMMANDS) : 1;
        byte[] value = switch (end) {
            case TAKEN -> cure.apply(route, letter);
            case DEAD_AGAIN -> letter.value();
            case UNCONFIRMED -> cure.leaveOut(letter);
        };
        Headers headers = new RecordHeaders(letter.headers().toArray())
                .add(DeadLetterHeader.REPLAY_ID.key(), id.toString().getBytes(StandardCharsets.UTF_8));
        replays.add(new Replay(route, Origin.of(letter.headers()), end, commands));
        send(new ProducerRecord<>(topic, random.nextInt(partitions), null, letter.key(), value, headers), producer);
        if (!again.isEmpty()) {
            send(again.removeFirst(), producer);
        }
        for (int i = 1; i < commands; i++) {
            again.addLast(new ProducerRecord<>(topic, random.nextInt(partitions), null, letter.key(), value, headers));
        }
    }

    /** Only an update can be left out of an answer: its identity is its own, and an event's answer names nobody. */
    private static Replay.End cured(Route route, SplittableRandom random) {
        return route == Route.MARKETING_UPDATE && random.nextDouble() < LEFT_OUT
                ? Replay.End.UNCONFIRMED
                : Replay.End.TAKEN;
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
