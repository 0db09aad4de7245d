package io.eventbatcher.delivery;

import io.eventbatcher.delivery.dispatch.Dispatcher;
import io.eventbatcher.delivery.lane.AssignedLanes;
import io.eventbatcher.delivery.lane.ConsumerPositions;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.rate.RateShares;
import io.eventbatcher.delivery.settle.BatchPurger;
import io.eventbatcher.delivery.settle.Settler;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The flow of delivery, on one thread: the poll thread, which owns lanes, desk and settler. */
final class DeliveryLoop {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration GRAIN = Duration.ofMillis(20);

    private final Consumer<byte[], byte[]> consumer;
    private final AssignedLanes lanes;
    private final ConsumerPositions positions;
    private final Mailbox mailbox;
    private final Dispatcher desk;
    private final Settler settler;
    private final BatchPurger purge;
    private final RateShares budgets;
    private final ShutdownSignal stop;
    private final Handover handover;
    private final AtomicBoolean polling = new AtomicBoolean();

    private boolean settled;

    DeliveryLoop(
            Consumer<byte[], byte[]> consumer,
            AssignedLanes lanes,
            ConsumerPositions positions,
            Mailbox mailbox,
            Dispatcher desk,
            Settler settler,
            BatchPurger purge,
            RateShares budgets,
            Duration revocationBound,
            Clock clock) {
        this.consumer = consumer;
        this.lanes = lanes;
        this.positions = positions;
        this.mailbox = mailbox;
        this.desk = desk;
        this.settler = settler;
        this.purge = purge;
        this.budgets = budgets;
        this.stop = new ShutdownSignal(clock);
        this.handover = new Handover(lanes, mailbox, desk, settler, stop, revocationBound, clock);
        mailbox.onPost(this::wakeUp);
    }

    /** Runs until {@link #stop}; fails with a sentence when it cannot go on. */
    void run() throws InterruptedException {
        // before joining the group: ends a transaction that a crash left open, which would hold up the offsets
        settler.settleNow(List.of());
        consumer.subscribe(lanes.topics(), new Assignments());
        try {
            while (!stop.given()) {
                turn();
            }
            handover.ofAll(this::remainMember);
        } catch (RuntimeException failure) {
            // there are no more heartbeats while the consumer closes, and in a moment the lanes belong to others
            stop.give(HandoverTimeouts.WITHOUT_HEARTBEATS);
            throw failure;
        }
    }

    private void turn() {
        accept(poll());
        mailbox.drain();
        if (!stop.given()) {
            desk.dispatch(lanes.all());
        }
        settled = settler.settle(lanes.all());
        if (settled) {
            purge.committed(lanes.committed());
        }
        lanes.pauseOrResume();
    }

    private void accept(ConsumerRecords<byte[], byte[]> incoming) {
        incoming.forEach(lanes::accept);
        positions.trust(true);
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        positions.trust(false);
        polling.set(true);
        try {
            return consumer.poll(patience());
        } catch (WakeupException mail) {
            return ConsumerRecords.empty();
        } catch (OffsetOutOfRangeException gone) {
            leaveToTheirOwners(gone);
            return ConsumerRecords.empty();
        } finally {
            polling.set(false);
        }
    }

    /**
     * One that was suspended for long has a position where another instance has settled and purged since, and learns of it before it
     * learns that its lanes are lost.
     *
     * @throws OffsetOutOfRangeException when what is gone was not settled by anyone
     */
    private void leaveToTheirOwners(OffsetOutOfRangeException gone) {
        Map<TopicPartition, Long> missing = gone.offsetOutOfRangePartitions();
        Map<TopicPartition, OffsetAndMetadata> settledByNow;
        try {
            settledByNow = positions.committedWithMetadata(missing.keySet());
        } catch (TimeoutException silent) {
            return; // the next poll says the same
        }
        missing.forEach((partition, position) -> {
            OffsetAndMetadata by = settledByNow.get(partition);
            if (by == null || by.offset() <= position) {
                throw gone;
            }
        });
        LOG.atWarn()
                .addKeyValue("lanes", missing.keySet())
                .log("Another instance has these lanes and is ahead of this one; they are left to it.");
        consumer.pause(missing.keySet());
        drop(missing.keySet());
    }

    /** None when there is something to do: mail, or windows that settling has opened. */
    private Duration patience() {
        if (stop.given()) {
            return GRAIN;
        }
        if (settled || !mailbox.isEmpty()) {
            return Duration.ZERO;
        }
        return lanes.all().stream().anyMatch(Lane::hasFinished) ? Settler.INTERVAL : IDLE;
    }

    /** Any thread. Wakes the consumer only from its poll; that it may surface elsewhere is known there. */
    private void wakeUp() {
        if (polling.compareAndSet(true, false)) {
            consumer.wakeup();
        }
    }

    /** Any thread: sends no more, waits for what is in flight within the bound, settles, ends. */
    void stop(Duration bound) {
        stop.give(bound);
        wakeUp();
    }

    /**
     * Reads nothing more, and yet takes its part in the group. When that rebalances, it would refuse the settlements of one that
     * does not, and in the end give its lanes to another although requests are in flight.
     */
    private void remainMember() {
        consumer.pause(consumer.assignment());
        accept(poll());
    }

    private final class Assignments implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            starts(partitions)
                    .ifPresentOrElse(starts -> lanes.assigned(partitions, starts), () -> leaveUnread(partitions));
            budgets.assigned(lanes::count);
        }

        /** Kafka may be away for as long as it likes. Empty when the time to stop is over. */
        private Optional<Map<TopicPartition, OffsetAndMetadata>> starts(Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return Optional.of(Map.of());
            }
            while (!stop.over()) {
                try {
                    return Optional.of(positions.committedWithMetadata(partitions));
                } catch (TimeoutException silent) {
                    LOG.atWarn()
                            .addKeyValue("cause", silent.getMessage())
                            .log("Kafka does not say where the lanes begin; asking again.");
                }
            }
            return Optional.empty();
        }

        /** A consumer needs a position even for what it is not to read. */
        private void leaveUnread(Collection<TopicPartition> partitions) {
            consumer.seekToBeginning(partitions);
            consumer.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            try {
                handover.revoked(lanes.of(partitions));
            } catch (InterruptedException leaving) {
                Thread.currentThread().interrupt();
            }
            drop(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            lanes.lose(partitions);
            budgets.assigned(lanes::count);
        }
    }

    private void drop(Collection<TopicPartition> partitions) {
        lanes.drop(partitions);
        purge.committed(lanes.committed());
        budgets.assigned(lanes::count);
    }
}
