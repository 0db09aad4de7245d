package io.eventbatcher.sandbox.torture.traffic;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.faults.Poison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads dead letters during the run, and keeps those that operators have a plan for. Thread-safe. */
public final class LetterWatch {
    private static final Duration POLL = Duration.ofMillis(200);

    /** What a producer takes without settings of its own. */
    private static final int LARGEST_REPLAYED_BYTES = 1_000_000;

    private final String bootstrapServers;
    private final String deadLetters;
    private final long seed;
    private final Poison poison;
    private final Map<ReplayPlan.Way, List<WaitingLetter>> waiting = new EnumMap<>(ReplayPlan.Way.class);
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean stopping;

    /** @param poison hears of each letter */
    public LetterWatch(String bootstrapServers, Settings settings, long seed, Poison poison) {
        this.bootstrapServers = bootstrapServers;
        this.deadLetters = settings.topics().deadLetters();
        this.seed = seed;
        this.poison = poison;
    }

    public void start() {
        Thread thread = new Thread(this::run, "letter-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** @throws IllegalStateException if the letters could not be read */
    public void stop(Duration patience) throws InterruptedException {
        stopping = true;
        try {
            done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("The kit could not read the dead letters.", failure);
        }
    }

    /** The number of letters that wait to be treated in a way. */
    public synchronized int waiting(ReplayPlan.Way way) {
        return waiting.getOrDefault(way, List.of()).size();
    }

    /** Hands over the letters to be treated in a way, the oldest first, and so many at most. */
    public synchronized List<WaitingLetter> take(ReplayPlan.Way way, int most) {
        List<WaitingLetter> all = waiting.getOrDefault(way, new ArrayList<>());
        List<WaitingLetter> oldest = all.subList(0, Math.min(most, all.size()));
        List<WaitingLetter> taken = List.copyOf(oldest);
        oldest.clear();
        return taken;
    }

    private void run() {
        try (KafkaConsumer<byte[], byte[]> letters = letters()) {
            while (!stopping) {
                for (ConsumerRecord<byte[], byte[]> letter : letters.poll(POLL)) {
                    poison.died(SourceOffset.of(letter.headers()));
                    keep(letter);
                }
            }
            done.complete(null);
        } catch (RuntimeException failure) {
            done.completeExceptionally(failure);
        }
    }

    /** An event is replayed once at most, so letters of replays are left alone. */
    private void keep(ConsumerRecord<byte[], byte[]> letter) {
        byte[] value = letter.value();
        if (!text(DeadLetterHeader.REPLAYS, letter).equals("0")
                || value == null
                || value.length > LARGEST_REPLAYED_BYTES) {
            return;
        }
        UUID id = UUID.fromString(text(DeadLetterHeader.ID, letter));
        Route route = Route.labelled(text(DeadLetterHeader.ROUTE, letter)).orElseThrow();
        String reason = text(DeadLetterHeader.REASON, letter);
        SourceOffset origin = SourceOffset.of(letter.headers());
        ReplayPlan.of(seed, id, route, reason)
                .ifPresent(plan -> add(new WaitingLetter(id.toString(), route, origin, reason, plan, letter)));
    }

    private synchronized void add(WaitingLetter letter) {
        waiting.computeIfAbsent(letter.plan().way(), unseen -> new ArrayList<>())
                .add(letter);
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
}
