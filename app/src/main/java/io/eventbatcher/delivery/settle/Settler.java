package io.eventbatcher.delivery.settle;

import io.eventbatcher.config.TopicSettings;
import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.delivery.lane.ConsumerPositions;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.SettledItems;
import io.eventbatcher.delivery.lane.Settlement;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.ledger.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles finished batches, and of lanes that are left all that is decided: receipts, dead letters, ledger and offsets in one
 * transaction.
 *
 * <p>When a transaction fails, its producer is thrown away, and whether it was committed all the same is in doubt. The next
 * producer ends it one way or the other; then the committed offsets tell. So no outcome is lost and no receipt doubled.
 *
 * <p>Owned by the poll thread.
 */
public final class Settler implements AutoCloseable {
    /** A transaction has a price whatever its size, so finished batches gather for as long as nobody would notice. */
    public static final Duration INTERVAL = Duration.ofMillis(25);

    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

    private final ConsumerPositions positions;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final TopicSettings topics;
    private final Clock clock;
    private final DeliveryCounters progress;
    private final Fencing fencing;

    private @Nullable Producer<byte[], byte[]> producer;
    private Map<Lane, Settlement> inDoubt = Map.of();
    private Instant next = Instant.MIN;
    private boolean behind;
    private boolean fenced;
    private long refusals;
    private boolean givenUp;

    public Settler(
            ConsumerPositions positions,
            Supplier<Producer<byte[], byte[]>> producers,
            TopicSettings topics,
            Clock clock,
            DeliveryCounters progress,
            Fencing fencing) {
        this.positions = positions;
        this.producers = producers;
        this.topics = topics;
        this.clock = clock;
        this.progress = progress;
        this.fencing = fencing;
    }

    /**
     * Settles what is finished, unless it did so a moment ago. Failures are tried again at a later call.
     *
     * @return whether anything was settled
     */
    public boolean settle(List<Lane> lanes) {
        return !clock.instant().isBefore(next) && settleNow(lanes);
    }

    /** The same, without regard to when it did so last. */
    public boolean settleNow(List<Lane> lanes) {
        if (givenUp) {
            return false;
        }
        Instant begun = clock.instant();
        try {
            Producer<byte[], byte[]> ready = producer == null ? newProducer() : producer;
            Map<Lane, Settlement> due = due(lanes);
            if (!due.isEmpty()) {
                inDoubt = due;
                commit(due, ready);
                inDoubt = Map.of();
                due.forEach(this::settled);
            }
            next = clock.instant().plus(INTERVAL);
            behind = false;
            fenced = false;
            return !due.isEmpty();
        } catch (KafkaException failure) {
            behind = true;
            fenced |= Fencing.isFenced(failure);
            refusals += Fencing.isA(CommitFailedException.class, failure) ? 1 : 0;
            discardProducer();
            next = clock.instant().plus(AFTER_FAILURE);
            // one more producer, made while leaving, would fence the other instance once more
            givenUp = true;
            fencing.check(failure, Duration.between(begun, clock.instant()));
            givenUp = fencing.yields();
            LOG.atWarn()
                    .addKeyValue("cause", failure.toString())
                    .log(
                            givenUp
                                    ? "Settling failed. It is left to the instance that has this one's name by now: what is not settled is sent again."
                                    : "Settling failed and will be tried again; nothing is sent again for it.");
            return false;
        }
    }

    /** Whether the last try failed, and another may not. */
    public boolean behind() {
        return behind && !givenUp;
    }

    /** No more is to come but what lanes that are left have: from now on each fencing is by a successor. */
    public void leave() {
        fencing.leave();
    }

    /** Whether another producer of this name has begun since it settled last: to settle means to fence that one in turn. */
    public boolean fenced() {
        return fenced;
    }

    /** How often the group has said that the lanes are not ours as far as it knows. */
    public long refusals() {
        return refusals;
    }

    private Map<Lane, Settlement> due(List<Lane> lanes) {
        Map<Lane, Settlement> due = new LinkedHashMap<>();
        for (Lane lane : lanes) {
            Settlement finished = lane.settlement();
            Settlement settlement = lane.drainedBy(finished) ? positions.drained(lane, finished) : finished;
            if (!settlement.empty()) {
                due.put(lane, settlement);
            }
        }
        return due;
    }

    private void commit(Map<Lane, Settlement> due, Producer<byte[], byte[]> ready) {
        ready.beginTransaction();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        due.forEach((lane, settlement) -> {
            settlement.items().forEach(portion -> write(portion, ready));
            if (!settlement.items().isEmpty()) {
                byte[] account = lane.account().toBytes();
                send(
                        ready,
                        topics.ledger(),
                        account,
                        settlement.offsetTally().tally().toBytes());
            }
            offsets.put(partition(lane), settlement.toCommit());
        });
        ready.sendOffsetsToTransaction(offsets, positions.groupMetadata());
        ready.commitTransaction();
    }

    private void write(SettledItems portion, Producer<byte[], byte[]> ready) {
        byte[] id = portion.batch().id().getBytes(StandardCharsets.UTF_8);
        send(ready, topics.receipts(), id, portion.receipt().toBytes());
        for (DeadLetter letter : portion.deadLetters()) {
            send(
                    ready,
                    new ProducerRecord<>(
                            topics.deadLetters(),
                            null,
                            letter.source().key(),
                            letter.source().value(),
                            letter.headers()));
        }
    }

    private static void send(Producer<byte[], byte[]> ready, String topic, byte[] key, byte[] value) {
        send(ready, new ProducerRecord<>(topic, key, value));
    }

    /** A record that fails makes the commit fail, which tells us so. */
    private static void send(Producer<byte[], byte[]> ready, ProducerRecord<byte[], byte[]> outgoing) {
        var unused = ready.send(outgoing);
    }

    private void settled(Lane lane, Settlement settlement) {
        progress.settledBatches(lane.route(), settlement.batches().size());
        for (SettledItems portion : settlement.items()) {
            Tally tally = portion.tally();
            progress.settledEvents(lane.route(), tally.out(), tally.dead());
        }
        lane.settled(settlement);
    }

    /** Ends whatever transaction an earlier producer of this name left open, then asks what became of it. */
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
                if (settlement.doneBy(committed.get(partition(lane)))) {
                    settled(lane, settlement);
                }
            });
        }
        return fresh;
    }

    private TopicPartition partition(Lane lane) {
        return new TopicPartition(topics.batches(lane.route()), lane.number());
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
