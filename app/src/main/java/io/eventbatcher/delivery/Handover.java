package io.eventbatcher.delivery;

import io.eventbatcher.delivery.dispatch.Dispatcher;
import io.eventbatcher.delivery.lane.AssignedLanes;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.settle.Settler;
import io.eventbatcher.health.Pulse;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets lanes go: the lanes send no more, delivery waits for requests in flight and settles every item with an outcome, even of
 * unfinished batches. The next owner of a lane then sends nothing twice. A failed settlement is tried again. Owned by the poll thread.
 */
final class Handover {
    private static final Duration WAIT_STEP = Duration.ofMillis(20);

    private final AssignedLanes lanes;
    private final Mailbox mailbox;
    private final Dispatcher dispatcher;
    private final Settler settler;
    private final ShutdownSignal stop;
    private final Pulse pulse;
    private final Duration revocationBound;
    private final Clocks clocks;

    Handover(DeliveryParts parts, ShutdownSignal stop, Pulse pulse, Duration revocationBound, Clocks clocks) {
        this.lanes = parts.lanes();
        this.mailbox = parts.mailbox();
        this.dispatcher = parts.dispatcher();
        this.settler = parts.settler();
        this.stop = stop;
        this.pulse = pulse;
        this.revocationBound = revocationBound;
        this.clocks = clocks;
    }

    /** Lets a moment pass. */
    interface Wait {
        void briefly() throws InterruptedException;
    }

    /**
     * Lets all lanes go, within the time of the stop.
     *
     * @param asMember waits as a member of the group: a settlement refused by the group can succeed later
     */
    void leaveAll(Wait asMember) throws InterruptedException {
        settler.leave();
        if (lanes.all().isEmpty() && !lanes.anyLost()) {
            return;
        }
        letGo(
                lanes::all,
                () -> lanes.anyLost() || lanes.all().stream().anyMatch(Lane::hasInFlight),
                () -> !stop.over(),
                asMember);
    }

    /** Lets revoked lanes go, which the group keeps for this instance until the return. A refused settlement ends the wait. */
    void leaveRevoked(List<Lane> leaving) throws InterruptedException {
        Moment end = clocks.moment().plus(revocationBound);
        long refusals = settler.refusals();
        letGo(
                () -> leaving,
                () -> leaving.stream().anyMatch(Lane::hasInFlight),
                () -> clocks.moment().isBefore(end) && !stop.over() && settler.refusals() == refusals,
                () -> mailbox.await(WAIT_STEP));
    }

    private void letGo(Supplier<List<Lane>> leaving, BooleanSupplier awaitsAnswers, BooleanSupplier mayWait, Wait wait)
            throws InterruptedException {
        leaving.get().forEach(Lane::leave);
        while (awaitsAnswers.getAsBoolean() && mayWait.getAsBoolean()) {
            wait.briefly();
            goOn();
            settleMeanwhile();
        }
        mailbox.drain();
        leaving.get().forEach(lane -> lane.settling().settleUnfinished());
        settler.settleNow(lanes.all());
        while (settler.behind() && anyUnsettled(leaving.get()) && mayWait.getAsBoolean()) {
            wait.briefly();
            goOn();
            settler.settle(lanes.all());
        }
    }

    /** Lanes that stay may wait for a topic that refuses a record of theirs. */
    private static boolean anyUnsettled(List<Lane> leaving) {
        return leaving.stream().anyMatch(lane -> !lane.settling().settlement().empty());
    }

    /** Keeps the remaining lanes going, unless delivery stops or a failed settlement suggests their loss, too. */
    private void goOn() {
        pulse.beat();
        mailbox.drain();
        if (!stop.given() && !settler.behind()) {
            dispatcher.dispatch(lanes.all());
        }
    }

    /** An instance with a running successor of the same name settles once, at the end, to fence the successor only once. */
    private void settleMeanwhile() {
        if (!stop.given() || !settler.fenced()) {
            settler.settle(lanes.all());
        }
    }
}
