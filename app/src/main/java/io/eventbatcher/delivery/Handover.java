package io.eventbatcher.delivery;

import io.eventbatcher.delivery.dispatch.Dispatcher;
import io.eventbatcher.delivery.lane.AssignedLanes;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.settle.Settler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets lanes go: they send no more, what they have in flight is waited for, and all that is decided is settled, even of batches that
 * are being split or wait for their retry. So whoever has a lane next sends nothing again. A settlement that fails is tried again.
 *
 * <p>Owned by the poll thread.
 */
final class Handover {
    private static final Duration GRAIN = Duration.ofMillis(20);

    private final AssignedLanes lanes;
    private final Mailbox mailbox;
    private final Dispatcher desk;
    private final Settler settler;
    private final ShutdownSignal stop;
    private final Duration revocationBound;
    private final Clock clock;

    Handover(
            AssignedLanes lanes,
            Mailbox mailbox,
            Dispatcher desk,
            Settler settler,
            ShutdownSignal stop,
            Duration revocationBound,
            Clock clock) {
        this.lanes = lanes;
        this.mailbox = mailbox;
        this.desk = desk;
        this.settler = settler;
        this.stop = stop;
        this.revocationBound = revocationBound;
        this.clock = clock;
    }

    /** How time passes meanwhile. */
    interface Wait {
        void aMoment() throws InterruptedException;
    }

    /**
     * All lanes, within the time of the stop.
     *
     * @param asMember does what the group asks for; when it refuses a settlement, that can be cured
     */
    void ofAll(Wait asMember) throws InterruptedException {
        settler.leave();
        if (lanes.all().isEmpty() && !lanes.anyLost()) {
            return;
        }
        letGo(
                lanes::all,
                () -> lanes.anyLost() || lanes.all().stream().anyMatch(Lane::isOut),
                () -> !stop.over(),
                asMember);
    }

    /** Lanes that another instance is to have, and which the group keeps for us until then. It has no remedy for a refusal. */
    void revoked(List<Lane> leaving) throws InterruptedException {
        Instant end = clock.instant().plus(revocationBound);
        long refusals = settler.refusals();
        letGo(
                () -> leaving,
                () -> leaving.stream().anyMatch(Lane::isOut),
                () -> clock.instant().isBefore(end) && !stop.over() && settler.refusals() == refusals,
                () -> mailbox.await(GRAIN));
    }

    private void letGo(Supplier<List<Lane>> leaving, BooleanSupplier awaitsAnswers, BooleanSupplier mayWait, Wait wait)
            throws InterruptedException {
        leaving.get().forEach(Lane::leave);
        while (awaitsAnswers.getAsBoolean() && mayWait.getAsBoolean()) {
            wait.aMoment();
            goOn();
            settleMeanwhile();
        }
        mailbox.drain();
        leaving.get().forEach(Lane::closeBooks);
        settler.settleNow(lanes.all());
        while (settler.behind() && mayWait.getAsBoolean()) {
            wait.aMoment();
            goOn();
            settler.settle(lanes.all());
        }
    }

    /** The other lanes, unless all is to stop or it seems that they are not ours either. */
    private void goOn() {
        mailbox.drain();
        if (!stop.given() && !settler.behind()) {
            desk.dispatch(lanes.all());
        }
    }

    /** One that stops and has a successor of its name gathers all for one settlement at the end, so as to fence it once only. */
    private void settleMeanwhile() {
        if (!stop.given() || !settler.fenced()) {
            settler.settle(lanes.all());
        }
    }
}
