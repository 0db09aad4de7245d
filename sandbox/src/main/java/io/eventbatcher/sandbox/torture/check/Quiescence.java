package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Account.Stage;
import io.eventbatcher.ledger.LedgerReader;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.LoadTruth;
import io.eventbatcher.sandbox.torture.evidence.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

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

    public Quiescence(String bootstrapServers, Settings settings) {
        this.settings = settings;
        this.replayTopic = settings.topics().replays();
        this.ledger =
                LedgerReader.open(bootstrapServers, Map.of(), settings.topics().ledger());
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Returns what still waits after this time; empty when nothing does. */
    public List<String> await(LoadTruth truth, List<Replay> replays, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        List<String> waiting;
        do {
            ledger.refresh(LOOK);
            waiting = waiting(truth, replays);
            if (waiting.isEmpty()) {
                waiting = lags();
            }
        } while (!waiting.isEmpty() && System.nanoTime() < end);
        return waiting;
    }

    /** What the ledger counts as duplicates. */
    public long duplicates() {
        return settings.enabledRoutes().stream()
                .mapToLong(route -> ledger.sum(Stage.BATCHING, route.label()).duplicates())
                .sum();
    }

    private List<String> waiting(LoadTruth truth, List<Replay> replays) {
        List<String> waiting = new ArrayList<>();
        for (Route route : settings.enabledRoutes()) {
            Tally ingest = ledger.sum(Stage.INGEST, settings.route(route).topic())
                    .plus(ledger.sum(Stage.INGEST, Account.nameOfReplays(replayTopic, route)));
            long published = truth.published(route) + commands(replays, route);
            Tally batching = ledger.sum(Stage.BATCHING, route.label());
            Tally delivery = ledger.sum(Stage.DELIVERY, route.label());
            boolean rests = ingest.in() == published
                    && ingest.waiting() == 0
                    && batching.in() == ingest.out()
                    && batching.waiting() == 0
                    && delivery.in() == batching.out()
                    && delivery.waiting() == 0;
            if (!rests) {
                waiting.add("%s: published and replayed %d, ingest %s, batching %s, delivery %s"
                        .formatted(route.label(), published, ingest.toJson(), batching.toJson(), delivery.toJson()));
            }
        }
        return waiting;
    }

    private static long commands(List<Replay> replays, Route route) {
        return replays.stream()
                .filter(replay -> replay.route() == route)
                .mapToLong(Replay::commands)
                .sum();
    }

    private List<String> lags() throws InterruptedException {
        List<String> lags = new ArrayList<>();
        lags.addAll(lags(
                settings.applicationId(),
                Stream.concat(
                                settings.enabledRoutes().stream()
                                        .map(route -> settings.route(route).topic()),
                                Stream.of(replayTopic))
                        .collect(Collectors.toSet())));
        lags.addAll(lags(
                settings.deliveryGroup(),
                settings.enabledRoutes().stream()
                        .map(route -> settings.topics().batches(route))
                        .collect(Collectors.toSet())));
        return lags;
    }

    private List<String> lags(String group, Set<String> topics) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(topics).allTopicNames().get(ANSWER_SECONDS, TimeUnit.SECONDS).values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            List<String> lags = new ArrayList<>();
            admin.listOffsets(latest)
                    .all()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, end) -> {
                        OffsetAndMetadata at = committed.get(partition);
                        long lag = end.offset() - (at == null ? 0 : at.offset());
                        if (lag > 0) {
                            lags.add("%s of group %s lags by %d".formatted(partition, group, lag));
                        }
                    });
            return lags;
        } catch (ExecutionException | TimeoutException silent) {
            return List.of("The broker does not tell the lag of group %s: %s".formatted(group, silent));
        }
    }

    /**
     * What holds up everybody who reads committed records only: transactions that are under way, and partitions that take one for open.
     * A partition whose transaction is not under way has lost its marker, and waits for good.
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

    /** For reports on where it stands. */
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
