package io.eventbatcher.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
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
    private final Lanes lanes;
    private final Positions positions;
    private final Mailbox mailbox;
    private final Desk desk;
    private final Settler settler;
    private final Purge purge;
    private final Budgets budgets;
    private final Duration revocationBound;
    private final Clock clock;
    private final AtomicBoolean polling = new AtomicBoolean();

    private boolean settled;
    private volatile boolean stopping;
    private volatile Instant stopEnd = Instant.MAX;

    DeliveryLoop(
            Consumer<byte[], byte[]> consumer,
            Lanes lanes,
            Positions positions,
            Mailbox mailbox,
            Desk desk,
            Settler settler,
            Purge purge,
            Budgets budgets,
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
        this.revocationBound = revocationBound;
        this.clock = clock;
        mailbox.onPost(this::wakeUp);
    }

    /** Runs until {@link #stop}; fails with a sentence when it cannot go on. */
    void run() throws InterruptedException {
        // before joining the group: ends a transaction that a crash left open, which would hold up the offsets
        settler.settleNow(List.of());
        consumer.subscribe(lanes.topics(), new Assignments());
        while (!stopping) {
            turn();
        }
        letGo(lanes.all(), stopEnd, this::remainMember);
    }

    private void turn() {
        accept(poll());
        mailbox.drain();
        desk.dispatch(lanes.all());
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
        } finally {
            polling.set(false);
        }
    }

    /** None when there is something to do: mail, or windows that settling has opened. */
    private Duration patience() {
        if (stopping) {
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
        stopEnd = clock.instant().plus(bound);
        stopping = true;
        wakeUp();
    }

    /**
     * Waits for what these lanes have in flight, until an end, and settles all that is decided, even of batches that are being split
     * or wait for their retry; a settlement that fails is tried again. They send no more; the other lanes go on, unless all is to
     * stop.
     */
    private void letGo(List<Lane> leaving, Instant end, Wait wait) throws InterruptedException {
        leaving.forEach(Lane::leave);
        while (leaving.stream().anyMatch(DeliveryLoop::awaitsAnswers) && before(end)) {
            wait.aMoment();
            goOn();
        }
        mailbox.drain();
        leaving.forEach(Lane::closeBooks);
        settler.settleNow(lanes.all());
        while (settler.behind() && before(end)) {
            wait.aMoment();
            goOn();
        }
    }

    /** The group may have taken it away meanwhile. */
    private static boolean awaitsAnswers(Lane lane) {
        return lane.inFlight() > 0 && !lane.dropped();
    }

    private boolean before(Instant end) {
        Instant now = clock.instant();
        return now.isBefore(end) && now.isBefore(stopEnd);
    }

    private void goOn() {
        mailbox.drain();
        if (!stopping) {
            desk.dispatch(lanes.all());
        }
        settler.settle(lanes.all());
    }

    /** How time passes while lanes are let go. */
    private interface Wait {
        void aMoment() throws InterruptedException;
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
            if (partitions.isEmpty()) {
                return; // as after each rebalance that gives us nothing new
            }
            starts(partitions)
                    .ifPresentOrElse(starts -> lanes.assigned(partitions, starts), () -> leaveUnread(partitions));
            budgets.assigned(lanes.all());
        }

        /** Kafka may be away for as long as it likes. Empty when all is to stop. */
        private Optional<Map<TopicPartition, OffsetAndMetadata>> starts(Collection<TopicPartition> partitions) {
            while (!stopping) {
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
                letGo(lanes.of(partitions), clock.instant().plus(revocationBound), () -> mailbox.await(GRAIN));
            } catch (InterruptedException leaving) {
                Thread.currentThread().interrupt();
            }
            drop(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            drop(partitions);
        }

        private void drop(Collection<TopicPartition> partitions) {
            lanes.drop(partitions);
            purge.committed(lanes.committed());
            budgets.assigned(lanes.all());
        }
    }
}
