package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ledger.LedgerReader;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.LoadTruth;
import io.eventbatcher.sandbox.stack.GroupLag;
import io.eventbatcher.sandbox.stack.RouteTallies;
import io.eventbatcher.sandbox.torture.evidence.SentReplay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/** Waits until nothing waits any more: by the ledger, and by the lag of both groups. */
public final class Quiescence implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final long ANSWER_SECONDS = 20;

    private static final Set<TransactionState> UNDER_WAY =
            Set.of(TransactionState.ONGOING, TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);

    private final Settings settings;
    private final String replayTopic;
    private final LedgerReader ledger;
    private final Admin admin;
    private final GroupLag lag;

    public Quiescence(String bootstrapServers, Settings settings) {
        this.settings = settings;
        this.replayTopic = settings.topics().replays();
        this.ledger =
                LedgerReader.open(bootstrapServers, Map.of(), settings.topics().ledger());
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.lag = new GroupLag(admin);
    }

    /**
     * Returns the waiting work when nothing waits (empty) or the patience ends.
     *
     * @param replays all records of the replay topic
     * @param unread number of behavioral events deleted before any reading
     */
    public List<String> await(LoadTruth truth, List<SentReplay> replays, long unread, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        List<String> waiting;
        do {
            ledger.refresh(LOOK);
            waiting = waiting(truth, replays, unread);
            if (waiting.isEmpty()) {
                waiting = lags();
            }
        } while (!waiting.isEmpty() && System.nanoTime() < end);
        return waiting;
    }

    /** The ledger's count of duplicates. */
    public long duplicates() {
        return counted(tallies -> tallies.batching().duplicates());
    }

    /** The ledger's count of records lost before reading. */
    public long lostBeforeReading() {
        return counted(tallies -> tallies.ingest().lost());
    }

    private long counted(ToLongFunction<RouteTallies> count) {
        return settings.enabledRoutes().stream()
                .map(route -> RouteTallies.of(ledger, settings, route))
                .mapToLong(count)
                .sum();
    }

    private List<String> waiting(LoadTruth truth, List<SentReplay> replays, long unread) {
        List<String> waiting = new ArrayList<>();
        for (Route route : settings.enabledRoutes()) {
            RouteTallies tallies = RouteTallies.of(ledger, settings, route);
            long published = truth.published(route) + sent(replays, route);
            if (route == Route.BEHAVIORAL) {
                published -= unread;
            }
            if (!tallies.atRest(published)) {
                waiting.add("%s: published and replayed %d, ingest %s, batching %s, delivery %s"
                        .formatted(
                                route.label(),
                                published,
                                tallies.ingest().toJson(),
                                tallies.batching().toJson(),
                                tallies.delivery().toJson()));
            }
        }
        return waiting;
    }

    private static long sent(List<SentReplay> replays, Route route) {
        return replays.stream().filter(replay -> replay.route() == route).count();
    }

    private List<String> lags() throws InterruptedException {
        List<String> lags = new ArrayList<>(lag.of(
                settings.applicationId(),
                Stream.concat(
                                settings.enabledRoutes().stream()
                                        .map(route -> settings.route(route).topic()),
                                Stream.of(replayTopic))
                        .collect(Collectors.toSet())));
        lags.addAll(lag.of(
                settings.deliveryGroup(),
                settings.enabledRoutes().stream()
                        .map(route -> settings.topics().batches(route))
                        .collect(Collectors.toSet())));
        return lags;
    }

    /**
     * The obstacles for readers of committed records: transactions under way, and partitions with an open transaction. A partition whose
     * transaction is not under way has lost its marker, and waits for good.
     */
    public List<String> open() throws InterruptedException {
        try {
            List<String> open = new ArrayList<>(new UnstablePartitions(admin, ANSWER_SECONDS).find());
            for (TransactionListing listed : admin.listTransactions().all().get(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                if (UNDER_WAY.contains(listed.state())) {
                    TransactionDescription described = admin.describeTransactions(List.of(listed.transactionalId()))
                            .description(listed.transactionalId())
                            .get(ANSWER_SECONDS, TimeUnit.SECONDS);
                    open.add("transaction %s is %s since %s on %s"
                            .formatted(
                                    listed.transactionalId(),
                                    listed.state(),
                                    described.transactionStartTimeMs().isPresent()
                                            ? Instant.ofEpochMilli(described
                                                    .transactionStartTimeMs()
                                                    .getAsLong())
                                            : "an unknown time",
                                    described.topicPartitions()));
                }
            }
            return open;
        } catch (ExecutionException | TimeoutException silent) {
            return List.of("The broker does not tell its transactions: " + silent);
        }
    }

    /** The finding for work that never came to rest. */
    public static String sentence(Collection<String> waiting, Duration patience) {
        return "After %d s without faults there still waits: %s."
                .formatted(patience.toSeconds(), String.join("; ", waiting));
    }

    @Override
    public void close() {
        ledger.close();
        admin.close();
    }
}
