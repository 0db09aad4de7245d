package io.eventbatcher.delivery.settle;

import io.eventbatcher.config.TopicSettings;
import io.eventbatcher.delivery.lane.ConsumerPositions;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.SettledItems;
import io.eventbatcher.delivery.lane.Settlement;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles finished batches, and all decided items of lanes about to leave, in one transaction.
 *
 * <p>After a failed transaction the producer is thrown away, and the commit is in doubt. The next producer ends the old transaction one
 * way or the other; then the committed offsets tell. No outcome is lost, and no receipt doubled. A {@link Refusal} aborts the
 * transaction; lanes that need the topic wait in {@link RefusedSettling}, and others settle.
 *
 * <p>Owned by the poll thread.
 */
public final class Settler implements AutoCloseable {
    /** The time for finished batches to gather: a transaction has a price whatever the size. */
    public static final Duration INTERVAL = Duration.ofMillis(25);

    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

    private final ConsumerPositions positions;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final TopicSettings topics;
    private final Clocks clocks;
    private final DeliveryCounters counters;
    private final Fencing fencing;
    private final RefusedSettling refused;

    private @Nullable Producer<byte[], byte[]> producer;
    private Map<Lane, Settlement> inDoubt = Map.of();
    private Moment next = Moment.LONG_AGO;
    private boolean started;
    private boolean behind;
    private boolean fenced;
    private long refusals;
    private boolean givenUp;

    public Settler(
            ConsumerPositions positions,
            Supplier<Producer<byte[], byte[]>> producers,
            TopicSettings topics,
            Clocks clocks,
            DeliveryCounters counters,
            Fencing fencing) {
        this.positions = positions;
        this.producers = producers;
        this.topics = topics;
        this.clocks = clocks;
        this.counters = counters;
        this.fencing = fencing;
        this.refused = new RefusedSettling(topics, clocks);
    }

    /**
     * Settles finished batches, at most once each {@link #INTERVAL}. A later call repeats a failed settlement.
     *
     * @return true if anything was settled
     */
    public boolean settle(List<Lane> lanes) {
        return !clocks.moment().isBefore(next) && attempt(lanes);
    }

    /** Settles without regard to the interval, and to the pause after a refusal. */
    public boolean settleNow(List<Lane> lanes) {
        refused.hurry();
        return attempt(lanes);
    }

    private boolean attempt(List<Lane> lanes) {
        if (givenUp) {
            return false;
        }
        Moment begun = clocks.moment();
        try {
            Producer<byte[], byte[]> ready = producer == null ? newProducer() : producer;
            started = true;
            Map<Lane, Settlement> due = positions.settlements(lanes);
            Map<Lane, Settlement> held = refused.heldBack(due);
            due.keySet().removeAll(held.keySet());
            boolean settled = commit(ready, due);
            if (refused.due()) {
                settled |= probe(ready, held);
            }
            settled |= commit(ready, refused.withoutDeadLetters(lanes));
            next = clocks.moment().plus(INTERVAL);
            behind = false;
            fenced = false;
            return settled;
        } catch (KafkaException failure) {
            failed(failure, begun);
            return false;
        }
    }

    /** Settles lane by lane: one record that a topic refuses holds up one lane. */
    private boolean probe(Producer<byte[], byte[]> ready, Map<Lane, Settlement> held) {
        boolean settled = false;
        boolean refusedAny = false;
        for (Map.Entry<Lane, Settlement> lane : held.entrySet()) {
            boolean taken = commit(ready, Map.of(lane.getKey(), lane.getValue()));
            settled |= taken;
            refusedAny |= !taken;
            if (!taken && !refused.ofOneRecord()) {
                break;
            }
        }
        if (!refusedAny) {
            refused.over();
        }
        return settled;
    }

    /** True if anything was committed; false also for a refused transaction, which is aborted. */
    private boolean commit(Producer<byte[], byte[]> ready, Map<Lane, Settlement> due) {
        if (due.isEmpty()) {
            return false;
        }
        inDoubt = due;
        SettlingTransaction transaction = new SettlingTransaction(ready, topics);
        try {
            transaction.commit(due, positions.groupMetadata());
        } catch (RefusedException refusal) {
            refused.refused(refusal.refusal(), due);
            transaction.abort();
            inDoubt = Map.of();
            return false;
        }
        inDoubt = Map.of();
        due.forEach(this::settled);
        return true;
    }

    private void settled(Lane lane, Settlement settlement) {
        counters.settledBatches(lane.route(), settlement.batches().size());
        for (SettledItems items : settlement.items()) {
            Tally tally = items.tally();
            counters.settledEvents(lane.route(), tally.out(), tally.dead());
            items.deadLetters().forEach(letter -> counters.died(lane.route(), letter.reason()));
        }
        lane.settling().settled(settlement);
    }

    private void failed(KafkaException failure, Moment begun) {
        behind = true;
        fenced |= Fencing.isFenced(failure);
        refusals += Fencing.isA(CommitFailedException.class, failure) ? 1 : 0;
        discardProducer();
        next = clocks.moment().plus(AFTER_FAILURE);
        // one more producer, made while leaving, would fence the other instance once more
        givenUp = true;
        if (!started) {
            Fencing.checkRights(failure);
        }
        fencing.check(failure, clocks.moment().since(begun));
        givenUp = fencing.yields();
        Optional<Refusal> refusal = givenUp ? Optional.empty() : Refusal.in(null, failure);
        if (refusal.isPresent()) {
            refused.refused(refusal.get(), Map.of());
            next = refused.next();
            return;
        }
        LOG.atWarn()
                .addKeyValue("cause", failure.toString())
                .log(
                        givenUp
                                ? "Settling failed. It is left to the instance that has this one's name by now: what is not settled is sent again."
                                : "Settling failed and will be tried again; nothing is sent again for it.");
    }

    /** Ends the transaction that an earlier producer of the same name left open, then asks for the result. */
    private Producer<byte[], byte[]> newProducer() {
        Producer<byte[], byte[]> fresh = producers.get();
        producer = fresh;
        fresh.initTransactions();
        if (!inDoubt.isEmpty()) {
            Map<TopicPartition, OffsetAndMetadata> committed = positions.committedWithMetadata(
                    inDoubt.keySet().stream().map(this::partition).toList());
            Map<Lane, Settlement> doubtful = inDoubt;
            inDoubt = Map.of();
            doubtful.forEach((lane, settlement) -> {
                if (settlement.isCommittedIn(committed.get(partition(lane)))) {
                    settled(lane, settlement);
                }
            });
        }
        return fresh;
    }

    private TopicPartition partition(Lane lane) {
        return SettlingTransaction.partition(lane, topics);
    }

    /** True if the last settlement failed in whole or in part, and may be repeated. */
    public boolean behind() {
        return (behind || refused.lasts()) && !givenUp;
    }

    /** Any thread: the refusal that keeps outcomes from being settled, as a clause with the remedy. */
    public Optional<String> trouble() {
        return refused.trouble();
    }

    /** The instance stops: from now on each fencing is by a successor. */
    public void leave() {
        fencing.leave();
    }

    /** True if a successor has begun since the last settlement: to settle means to fence the successor in turn. */
    public boolean fenced() {
        return fenced;
    }

    /** The number of settlements refused by the group because the lanes belong elsewhere. */
    public long refusals() {
        return refusals;
    }

    private void discardProducer() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    @Override
    public void close() {
        discardProducer();
    }
}
