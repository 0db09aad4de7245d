package io.eventbatcher.audit;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Account.Stage;
import io.eventbatcher.ledger.ReadPosition;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
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
    private final SourceReconciliation sources;

    Reconciliation(
            AuditTopics topics,
            Map<Account, Tally> before,
            KafkaSnapshot snapshot,
            Map<Account, Tally> after,
            Map<Account, ReadPosition> positions) {
        this.topics = topics;
        this.before = before;
        this.snapshot = snapshot;
        this.after = after;
        this.sources = new SourceReconciliation(before, snapshot.sources(), after, positions);
    }

    RouteAudit of(Route route) {
        Tally ingest = ingest(after, route);
        Tally batching = sum(after, Stage.BATCHING, route.label());
        Tally delivery = sum(after, Stage.DELIVERY, route.label());
        Gaps gaps = new Gaps(snapshot.batchingRuns());
        accounts(route, gaps);
        long unread = sources.compare(topics.source(route), gaps) + sources.unread(topics.replays(), gaps);
        long lostOnTheWay = batching.lost() == 0 ? 0 : Math.max(0, Gaps.missing(regrouped(route), batched(route)));
        long missing = unread + (lostOnTheWay > 0 ? 0 : regrouped(route, gaps));
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
                ingest.in() + unread - gone - missing - lostOnTheWay,
                missing,
                ingest.lost() + lostOnTheWay,
                still(route),
                gaps.found());
    }

    private void accounts(Route route, Gaps gaps) {
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

    private long regrouped(Route route, Gaps gaps) {
        return gaps.between(
                "ingest and batching",
                regrouped(route),
                batched(route),
                "left ingest, and neither reached batching nor wait in the repartition topic",
                "reached batching or wait in the repartition topic, and never left ingest");
    }

    private Gaps.Range regrouped(Route route) {
        return new Gaps.Range(ingest(before, route).out(), ingest(after, route).out());
    }

    private Gaps.Range batched(Route route) {
        long waiting =
                topics.regrouped(route).stream().mapToLong(snapshot::waiting).sum();
        return new Gaps.Range(
                sum(before, Stage.BATCHING, route.label()).in() + waiting,
                sum(after, Stage.BATCHING, route.label()).in() + waiting);
    }

    private long lane(Route route, TopicPartition lane, Gaps gaps) {
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
        return gaps.between(
                "batching and delivery, lane " + lane.partition() + " (" + lane + ")",
                new Gaps.Range(
                        tally(before, batching).out(), tally(after, batching).out()),
                new Gaps.Range(known, known),
                "were put into batches, and are neither settled nor in the topic",
                "are settled or in the topic, and were never counted as put into batches");
    }

    private static boolean beyond(Tally one, Tally other) {
        return one.in() > other.in() || one.out() > other.out() || one.dead() > other.dead();
    }

    private boolean still(Route route) {
        return ingest(before, route).equals(ingest(after, route))
                && sum(before, Stage.BATCHING, route.label()).equals(sum(after, Stage.BATCHING, route.label()))
                && sum(before, Stage.DELIVERY, route.label()).equals(sum(after, Stage.DELIVERY, route.label()));
    }

    private Tally ingest(Map<Account, Tally> ledger, Route route) {
        // which route lost replays were of is not known
        Tally lostReplays =
                Tally.ofLost(sum(ledger, Stage.INGEST, topics.replays()).lost());
        return sum(ledger, Stage.INGEST, topics.source(route))
                .plus(sum(ledger, Stage.INGEST, topics.replays(route)))
                .plus(lostReplays);
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
}
