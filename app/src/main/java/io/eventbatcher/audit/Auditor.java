package io.eventbatcher.audit;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.LedgerReader;
import io.eventbatcher.ledger.ReadPosition;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import io.eventbatcher.service.KafkaClients;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** An audit of a running system: reads ledger and topics, waits until the ledger has caught up, and repeats until the result is certain. */
public final class Auditor {
    /** Batching publishes its counts once a second, in a transaction that takes a commit interval. */
    private static final Duration LEDGER_LAG = Duration.ofMillis(2_500);

    private static final int MOST_LOOKS = 6;

    private final Settings settings;
    private final Admin admin;
    private final Clocks clocks;
    private final AuditProgress progress;

    /** @param admin stays the caller's */
    public Auditor(Settings settings, Admin admin, Clocks clocks) {
        this(settings, admin, clocks, AuditProgress.SILENT);
    }

    private Auditor(Settings settings, Admin admin, Clocks clocks, AuditProgress progress) {
        this.settings = settings;
        this.admin = admin;
        this.clocks = clocks;
        this.progress = progress;
    }

    /**
     * Audits all enabled routes, and ends as soon as every route balances, whether events move or not. A gap is looked for again, until so many
     * looks have found the same.
     *
     * @throws KafkaException if Kafka does not answer
     */
    public static List<RouteAudit> look(Settings settings, Clocks clocks, int looks, AuditProgress progress) {
        try (Admin admin = KafkaClients.admin(settings)) {
            List<List<Discrepancy>> found = new ArrayList<>();
            return new Auditor(settings, admin, clocks, progress).audit(settings.enabledRoutes(), audits -> {
                found.add(
                        audits.stream().flatMap(route -> route.gaps().stream()).toList());
                List<List<Discrepancy>> last = found.subList(Math.max(0, found.size() - looks), found.size());
                return audits.stream().allMatch(RouteAudit::balanced)
                        || (last.size() == looks && Set.copyOf(last).size() == 1)
                        || found.size() == MOST_LOOKS;
            });
        }
    }

    /** The topics that must exist for an audit of the routes. */
    public static Set<String> topics(Settings settings, Collection<Route> routes) {
        Set<String> topics = new HashSet<>(
                Set.of(settings.topics().ledger(), settings.topics().replays()));
        routes.forEach(route -> topics.add(settings.topics().batches(route)));
        return topics;
    }

    /** The source topics of the routes. An audit does without a deleted one, and then compares what happened behind ingest. */
    public static Set<String> sources(Settings settings, Collection<Route> routes) {
        return routes.stream().map(route -> settings.route(route).topic()).collect(Collectors.toSet());
    }

    /**
     * Audits the routes. Ends as soon as every route balances and no event moved meanwhile; otherwise repeats until the patience is over, because a
     * gap that a later look does not find is none.
     *
     * @throws KafkaException if Kafka does not answer
     */
    public List<RouteAudit> audit(Collection<Route> routes, Duration patience) {
        Moment end = clocks.moment().plus(patience);
        return audit(
                routes,
                audits -> audits.stream().allMatch(route -> route.balanced() && route.still())
                        || !clocks.moment().isBefore(end));
    }

    private List<RouteAudit> audit(Collection<Route> routes, Predicate<List<RouteAudit>> enough) {
        try (LedgerReader ledger = LedgerReader.open(
                        settings.kafka().bootstrapServers(),
                        settings.kafka().consumerProperties(),
                        settings.topics().ledger());
                KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            KafkaSnapshotReader reader = new KafkaSnapshotReader(settings, admin, consumer, progress);
            while (true) {
                List<RouteAudit> audits = once(routes, ledger, reader);
                if (enough.test(audits)) {
                    return audits;
                }
            }
        } catch (ExecutionException failure) {
            throw new KafkaException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while reading the ledger", interrupted);
        }
    }

    private List<RouteAudit> once(Collection<Route> routes, LedgerReader ledger, KafkaSnapshotReader reader)
            throws ExecutionException, InterruptedException {
        AuditTopics topics = new AuditTopics(settings);
        Map<Account, Tally> before = ledger.readUpTo(ends(ledger)).accounts();
        KafkaSnapshot snapshot = reader.take(routes);
        Moment asked = clocks.moment();
        for (Moment late = asked.plus(LEDGER_LAG); clocks.moment().isBefore(late); ) {
            ledger.refresh(Duration.ofMillis(100));
            progress.passed(
                    settings.topics().ledger(), clocks.moment().since(asked).toMillis(), LEDGER_LAG.toMillis());
        }
        Map<Account, Tally> after = ledger.readUpTo(ends(ledger)).accounts();
        Map<Account, ReadPosition> positions = ledger.positions();
        SourceReconciliation sources = new SourceReconciliation(before, snapshot.sources(), after, positions);
        KafkaSnapshot counted = snapshot.counted(reader.records(sources.unexplained()));
        Reconciliation reconciliation = new Reconciliation(topics, before, counted, after, positions);
        return routes.stream().map(reconciliation::of).toList();
    }

    /** The ends of the ledger's partitions, open transactions included: the topics may already show events that an open transaction counts. */
    private Map<TopicPartition, Long> ends(LedgerReader ledger) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        ledger.partitions().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = settings.kafka().readerProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // records deleted meanwhile must not end the audit: the reader notices, and reads again
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
