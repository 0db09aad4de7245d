package io.eventbatcher.audit;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Account.Stage;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A comparison of neighbouring stages of a system that runs on meanwhile. The ledger is read before and after the topics, the second time late
 * enough to hold all counts of the time between. Counts only grow, so a true count lies between both readings; where both readings are equal, the
 * comparison is exact.
 */
final class Reconciliation {
    private final AuditTopics topics;
    private final Map<Account, Tally> before;
    private final KafkaSnapshot snapshot;
    private final Map<Account, Tally> after;

    Reconciliation(AuditTopics topics, Map<Account, Tally> before, KafkaSnapshot snapshot, Map<Account, Tally> after) {
        this.topics = topics;
        this.before = before;
        this.snapshot = snapshot;
        this.after = after;
    }

    /** The committed offsets of whole source partitions of which fewer records were counted than the offset says. */
    Map<TopicPartition, Long> unexplained() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        snapshot.sources().forEach((partition, source) -> {
            if (source.whole() && source.most() > consumed(after, partition)) {
                ends.put(partition, source.most());
            }
        });
        return ends;
    }

    RouteAudit of(Route route) {
        Tally ingest = ingest(after, route);
        Tally batching = sum(after, Stage.BATCHING, route.label());
        Tally delivery = sum(after, Stage.DELIVERY, route.label());
        List<Discrepancy> gaps = new ArrayList<>();
        accounts(route, gaps);
        long unread = sources(route, gaps);
        long missing = unread + regrouped(route, gaps);
        for (TopicPartition lane : topics.batches(route)) {
            missing += lane(route, lane, gaps);
        }
        long dead = ingest.dead() + batching.dead() + delivery.dead();
        long gone = delivery.out() + batching.duplicates() + dead;
        return new RouteAudit(
                route,
                ingest.in() + unread,
                delivery.out(),
                batching.duplicates(),
                dead,
                ingest.in() + unread - gone - missing,
                missing,
                still(route),
                gaps);
    }

    private void accounts(Route route, List<Discrepancy> gaps) {
        after.forEach((account, tally) -> {
            boolean ofRoute = account.stage() == Stage.INGEST
                    ? account.name().equals(topics.source(route))
                            || account.name().equals(topics.replays(route))
                    : account.name().equals(route.label());
            if (ofRoute && tally.waiting() < 0) {
                gaps.add(new Discrepancy(
                        account.key(),
                        -tally.waiting(),
                        "more left this account than came in: its record in the ledger is wrong"));
            }
        });
    }

    private long sources(Route route, List<Discrepancy> gaps) {
        long missing = 0;
        for (Map.Entry<TopicPartition, KafkaSnapshot.Source> source :
                snapshot.sources().entrySet()) {
            TopicPartition partition = source.getKey();
            if (partition.topic().equals(topics.source(route))) {
                missing += between(
                        gaps,
                        "the source partition " + partition + " and ingest",
                        new Range(source.getValue().least(), source.getValue().most()),
                        new Range(consumed(before, partition), consumed(after, partition)),
                        "were read and never counted",
                        "were counted and never read");
            }
        }
        return missing;
    }

    private long regrouped(Route route, List<Discrepancy> gaps) {
        long waiting =
                topics.regrouped(route).stream().mapToLong(snapshot::waiting).sum();
        return between(
                gaps,
                "ingest and batching",
                new Range(ingest(before, route).out(), ingest(after, route).out()),
                new Range(
                        sum(before, Stage.BATCHING, route.label()).in() + waiting,
                        sum(after, Stage.BATCHING, route.label()).in() + waiting),
                "left ingest, and neither reached batching nor wait in the repartition topic",
                "reached batching or wait in the repartition topic, and never left ingest");
    }

    private long lane(Route route, TopicPartition lane, List<Discrepancy> gaps) {
        Account batching = new Account(Stage.BATCHING, route.label(), lane.partition());
        Account delivery = new Account(Stage.DELIVERY, route.label(), lane.partition());
        Tally settled = snapshot.settled(lane);
        if (beyond(settled, tally(after, delivery)) || beyond(tally(before, delivery), settled)) {
            gaps.add(new Discrepancy(
                    delivery.key(),
                    Math.abs(settled.in() - tally(after, delivery).in()),
                    "the ledger says " + tally(after, delivery).toJson() + ", the committed offset of " + lane
                            + " carries " + settled.toJson()));
        }
        long known = settled.in() + snapshot.waiting(lane);
        return between(
                gaps,
                "batching and delivery, lane " + lane.partition() + " (" + lane + ")",
                new Range(tally(before, batching).out(), tally(after, batching).out()),
                new Range(known, known),
                "were put into batches, and are neither settled nor in the topic",
                "are settled or in the topic, and were never counted as put into batches");
    }

    private static boolean beyond(Tally one, Tally other) {
        return one.in() > other.in() || one.out() > other.out() || one.dead() > other.dead();
    }

    /** Compares the events given by a stage with the events got by the next; returns missing events less surplus events. */
    private long between(List<Discrepancy> gaps, String stages, Range given, Range got, String lost, String surplus) {
        long missing = Math.max(0, given.least() - got.most()) - Math.max(0, got.least() - given.most());
        if (missing != 0) {
            gaps.add(new Discrepancy(
                    "between " + stages,
                    Math.abs(missing),
                    Math.abs(missing) + (missing > 0 ? " events " + lost : " events " + surplus) + unpublished()));
        }
        return missing;
    }

    private String unpublished() {
        return snapshot.batchingRuns()
                ? ""
                : ". Batching is not running, so its counts of its last second may be unpublished: start it and audit again";
    }

    private boolean still(Route route) {
        return ingest(before, route).equals(ingest(after, route))
                && sum(before, Stage.BATCHING, route.label()).equals(sum(after, Stage.BATCHING, route.label()))
                && sum(before, Stage.DELIVERY, route.label()).equals(sum(after, Stage.DELIVERY, route.label()));
    }

    private Tally ingest(Map<Account, Tally> ledger, Route route) {
        return sum(ledger, Stage.INGEST, topics.source(route)).plus(sum(ledger, Stage.INGEST, topics.replays(route)));
    }

    /** Records of a source partition that ingest has counted, over all routes. */
    private static long consumed(Map<Account, Tally> ledger, TopicPartition partition) {
        return ledger.entrySet().stream()
                .filter(entry -> entry.getKey().stage() == Stage.INGEST
                        && entry.getKey().number() == partition.partition()
                        && entry.getKey().isOf(partition.topic()))
                .mapToLong(entry -> entry.getValue().in())
                .sum();
    }

    private static Tally sum(Map<Account, Tally> ledger, Stage stage, String name) {
        return ledger.entrySet().stream()
                .filter(entry ->
                        entry.getKey().stage() == stage && entry.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .reduce(Tally.ZERO, Tally::plus);
    }

    private static Tally tally(Map<Account, Tally> ledger, Account account) {
        return ledger.getOrDefault(account, Tally.ZERO);
    }

    private record Range(long least, long most) {}
}
