package io.eventbatcher.delivery;

import io.eventbatcher.delivery.dispatch.Dispatcher;
import io.eventbatcher.delivery.lane.AssignedLanes;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.settle.BatchPurger;
import io.eventbatcher.delivery.settle.Settler;
import io.eventbatcher.health.Pulse;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/** The flow of delivery, on the poll thread. {@link #turn} is the whole of it. */
final class DeliveryLoop {
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration POLL_WHILE_STOPPING = Duration.ofMillis(20);

    private final Consumer<byte[], byte[]> consumer;
    private final AssignedLanes lanes;
    private final Mailbox mailbox;
    private final Dispatcher dispatcher;
    private final Settler settler;
    private final BatchPurger purger;
    private final ShutdownSignal stop;
    private final Pulse pulse;
    private final Handover handover;
    private final LaneAssignments assignments;
    private final BatchPoller poller;

    private boolean settled;

    /** @param revocationBound the longest wait of a revocation for answers */
    DeliveryLoop(DeliveryParts parts, Duration revocationBound, Clocks clocks) {
        this.consumer = parts.consumer();
        this.lanes = parts.lanes();
        this.mailbox = parts.mailbox();
        this.dispatcher = parts.dispatcher();
        this.settler = parts.settler();
        this.purger = parts.purger();
        this.stop = new ShutdownSignal(clocks);
        this.pulse = new Pulse(clocks);
        this.handover = new Handover(parts, stop, pulse, revocationBound, clocks);
        this.assignments = new LaneAssignments(parts, handover, stop, pulse);
        this.poller = new BatchPoller(parts, assignments);
        mailbox.onPost(poller::wakeUp);
    }

    /** Runs until {@link #stop}; fails with a sentence if delivery cannot go on. */
    void run() throws InterruptedException {
        // before joining the group: ends a transaction that a crash left open, which would hold up the offsets
        settler.settleNow(List.of());
        consumer.subscribe(lanes.topics(), assignments);
        try {
            while (!stop.given()) {
                turn();
            }
            handover.leaveAll(this::remainMember);
        } catch (RuntimeException failure) {
            // the closing consumer sends no heartbeats, and soon the lanes belong to others
            stop.give(HandoverTimeouts.WITHOUT_HEARTBEATS);
            throw failure;
        }
    }

    /** One turn takes in batches and answers, dispatches requests, and settles the batches whose items all have their outcomes. */
    private void turn() {
        pulse.beat();
        pollBatches();
        takeAnswers();
        dispatchRequests();
        settleFinished();
        lanes.pauseOrResume();
    }

    private void pollBatches() {
        poller.poll(this::patience);
    }

    /** Answers of HubSpot, and retries, permits and operator commands that are due: other threads leave them in the mailbox. */
    private void takeAnswers() {
        mailbox.drain();
    }

    private void dispatchRequests() {
        if (!stop.given()) {
            dispatcher.dispatch(lanes.all());
        }
    }

    private void settleFinished() {
        settled = settler.settle(lanes.all());
        if (settled) {
            purger.committed(lanes.committed());
        }
    }

    /** The longest time to poll: none while mail waits, or while settling has made room for new requests. */
    private Duration patience() {
        if (stop.given()) {
            return POLL_WHILE_STOPPING;
        }
        if (settled || !mailbox.isEmpty()) {
            return Duration.ZERO;
        }
        return lanes.all().stream().anyMatch(lane -> lane.settling().hasFinished()) ? Settler.INTERVAL : IDLE;
    }

    /** Any thread: the trouble of the poll thread that a restart cures, as a clause. */
    Optional<String> hanging() {
        return pulse.trouble("delivery");
    }

    /** Any thread: sends no more, waits for requests in flight within the bound, settles, ends. */
    void stop(Duration bound) {
        stop.give(bound);
        poller.wakeUp();
    }

    /**
     * Polls without reading. A member that does not poll would have its settlements refused in a rebalance, and would lose its lanes
     * with requests in flight.
     */
    private void remainMember() {
        consumer.pause(consumer.assignment());
        pollBatches();
    }
}
