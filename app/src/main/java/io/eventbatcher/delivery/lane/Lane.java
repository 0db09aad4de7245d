package io.eventbatcher.delivery.lane;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.OffsetTally;
import io.eventbatcher.route.Route;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One assignment of a partition of a batches topic: an epoch. When the partition is revoked this object is dropped; a later
 * assignment of the same partition is another object, so that an answer which still refers to this one changes nothing.
 *
 * <p>Its batches are opened as its window allows, and become the shipments of its line; what follows from an answer goes back to the
 * front of the line, and settling takes the finished batches away.
 *
 * <p>Owned by the poll thread.
 */
public final class Lane {
    private final Route route;
    private final int number;
    private final LaneBounds bounds;
    private final LaneBatches batches;
    private final SendQueue line;
    private @Nullable Lane before;
    private int inFlight;
    private int delayed;
    private boolean leaving;
    private boolean dropped;

    /**
     * A lane that starts where its predecessor stopped.
     *
     * @param bounds how much it sends and holds
     * @param committed the offset committed so far; -1 when there is none
     * @param bookmark what was counted up to there, and what is settled beyond
     */
    public Lane(Route route, int number, LaneBounds bounds, long committed, OffsetTally bookmark) {
        this.route = route;
        this.number = number;
        this.bounds = bounds;
        this.batches = new LaneBatches(bounds, new OffsetTracker(committed, bookmark));
        this.line = new SendQueue(route.ordered());
    }

    public Route route() {
        return route;
    }

    public int number() {
        return number;
    }

    public Account account() {
        return new Account(Account.Stage.DELIVERY, route.label(), number);
    }

    public void accept(PendingBatch batch) {
        batches.accept(batch);
    }

    /** Whether it holds as much as it may; then its partition is paused. */
    public boolean full() {
        return batches.full();
    }

    /** Whether everything it was given is settled. */
    public boolean drained() {
        return batches.isEmpty();
    }

    public boolean wantsToSend() {
        return isFree() && (line.hasFree() || (line.isEmpty() && line.letsAllPass() && batches.mayOpen()));
    }

    /** Whether another shipment may be out. */
    public boolean isFree() {
        return !leaving && !dropped && inFlight + delayed < bounds.window() && !waitsForItsPredecessor();
    }

    /** The partition was ours before: nothing is sent while requests of that time are in flight, which this could overtake. */
    public void follows(Lane predecessor) {
        before = predecessor;
    }

    private boolean waitsForItsPredecessor() {
        if (before != null && !before.isOut()) {
            before = null;
        }
        return before != null;
    }

    /** Whether HubSpot may be at something of this partition. */
    public boolean isOut() {
        return inFlight > 0 || waitsForItsPredecessor();
    }

    /** So many verdicts more, or fewer, are held back. */
    public void holdBack(int more) {
        batches.holdBack(more);
    }

    /** Whether what it sends next failed before. Only when it {@link #wantsToSend}. */
    public boolean nextFailedBefore() {
        PendingRequest next = line.firstFree();
        return next != null && next.failedBefore();
    }

    /** The next shipment, which is in flight from now on. Only when it {@link #wantsToSend}. */
    public PendingRequest takeNext() {
        if (line.isEmpty()) {
            openNext();
        }
        return out(line.takeFree());
    }

    private void openNext() {
        line.goLast(batches.openNext().requests(bounds));
    }

    private PendingRequest out(PendingRequest taken) {
        inFlight++;
        return taken.sentOnceMore();
    }

    /**
     * The beginning of another batch, or one of those that are ready, in turns; where order is kept always the next. In flight from now
     * on. Only when it {@link #wantsToSend}.
     */
    public PendingRequest takeAny(int turn) {
        if (route.ordered()) {
            return takeNext();
        }
        if (batches.hasWaiting() && (turn % 2 == 0 || line.isEmpty())) {
            openNext();
            return out(line.takeLast());
        }
        return out(line.takeAny(turn / 2));
    }

    /** Whether so many inputs, whose JSON has so many bytes together, make one request. */
    public boolean fit(int inputs, long jsonBytes) {
        return bounds.fit(inputs, jsonBytes);
    }

    /**
     * A shipment with such an item, which is in flight from now on; null when there is none. Opens more than the window allows where it
     * must, and is for lanes without order. Only when it {@link #isFree}.
     */
    @Nullable
    public PendingRequest takeWith(Predicate<BatchedItem> wanted) {
        if (batches.hasWaiting(wanted)) {
            while (!line.hasSuch(wanted)) {
                openNext();
            }
        }
        return line.hasSuch(wanted) ? out(line.takeSuch(wanted)) : null;
    }

    /** Whether it has such an item without a verdict. */
    public boolean hasUndecided(Predicate<BatchedItem> wanted) {
        return batches.hasSuch(wanted);
    }

    /** A request from outside the queue is in flight from now on. Only when the lane {@link #isFree}. */
    public void addInFlight() {
        inFlight++;
    }

    /** Earlier requests go before all that is ready, in order. */
    public void goesFirst(List<PendingRequest> earlier) {
        line.goFirst(earlier);
    }

    /** A request that was taken is not sent after all. */
    public void giveBack(PendingRequest taken) {
        inFlight--;
        line.goFirst(List.of(taken.unsent()));
    }

    /**
     * A request was answered. The follow-up goes to the front of the queue: at once, or when the caller says that its delay is over.
     */
    public void apply(FollowUp next) {
        inFlight--;
        if (!next.isDelayed()) {
            line.goFirst(next.requests());
        } else if (next.aside()) {
            line.stepAside(next.requests());
        } else {
            delayed++;
        }
        if (next.needsComparison()) {
            tryComparison();
        }
    }

    /** The delay of a follow-up is over. */
    public void delayOver(FollowUp next) {
        if (next.aside()) {
            line.comeBack(next.requests());
        } else {
            delayed--;
            line.goFirst(next.requests());
        }
    }

    /** Makes another request ready, even if the lane holds more unsettled than usual then. */
    private void tryComparison() {
        if (line.hasFree()) {
            return;
        }
        batches.wantWitness();
        if (batches.mayOpenAsWitness()) {
            openNext();
        }
    }

    public int inFlight() {
        return inFlight;
    }

    public boolean hasFinished() {
        return batches.hasFinished();
    }

    /** The finished batches before the first unfinished one; when the books are closed, all that is decided. */
    public Settlement settlement() {
        return batches.settlement();
    }

    /** Whether nothing is left when these are settled, so that the consumer's position may be committed. */
    public boolean drainedBy(Settlement settlement) {
        return batches.emptiedBy(settlement);
    }

    /** This settlement is committed. */
    public void settled(Settlement settlement) {
        batches.settled(settlement);
    }

    public long committed() {
        return batches.committed();
    }

    /** Sends no more; what is in flight may still be answered and settled. */
    public void leave() {
        leaving = true;
    }

    /** It was not to be left after all. */
    public void stay() {
        leaving = false;
    }

    /** Whether this is what was committed last here, so that nobody else has settled anything of it; null: nothing ever was. */
    public boolean stopsAt(@Nullable OffsetAndMetadata committed) {
        return batches.stopsAt(committed);
    }

    /** Where to read on. */
    public long position() {
        return batches.position();
    }

    /** What is in flight is not waited for any longer: what is decided is settled, even of unfinished batches. */
    public void closeBooks() {
        batches.closeBooks();
    }

    /** The partition is no longer ours; nothing more is sent or settled. */
    public void drop() {
        dropped = true;
    }

    public boolean dropped() {
        return dropped;
    }

    @Override
    public String toString() {
        return route.label() + '-' + number;
    }
}
