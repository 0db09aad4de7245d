package io.eventbatcher.delivery.lane;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One assignment of a partition of a batches topic. When the partition is revoked the lane is dropped; a later assignment of the same
 * partition is another object, and a late answer changes nothing.
 *
 * <p>Batches are opened as the window allows and become requests in the queue; the follow-up of an answer returns to the front of the
 * queue; settling takes finished batches away. Owned by the poll thread.
 */
public final class Lane {
    private final Route route;
    private final int number;
    private final LaneBounds bounds;
    private final LaneBatches batches;
    private final SendQueue queue;
    private final RequestSlots slots;

    /**
     * A lane that starts where the last owner stopped.
     *
     * @param committed the offset committed so far; -1 when there is none
     * @param tally the counts up to the offset, and the items settled beyond the offset
     */
    public Lane(Route route, int number, LaneBounds bounds, long committed, OffsetMetadata tally) {
        this.route = route;
        this.number = number;
        this.bounds = bounds;
        this.batches = new LaneBatches(bounds, new OffsetTracker(committed, tally));
        this.queue = new SendQueue(route.ordered());
        this.slots = new RequestSlots(bounds.window());
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

    /** True if the lane may hold no more; the partition is paused then. */
    public boolean full() {
        return batches.full();
    }

    /** True if every accepted batch is settled. */
    public boolean drained() {
        return batches.isEmpty();
    }

    public boolean wantsToSend() {
        return isFree() && (queue.hasFree() || (queue.isEmpty() && queue.letsAllPass() && batches.mayOpen()));
    }

    /** True if a further request may be in flight. */
    public boolean isFree() {
        return slots.isFree();
    }

    /** The partition was assigned before: nothing is sent, and overtakes, while requests of the predecessor are in flight. */
    public void follows(Lane predecessor) {
        slots.follow(predecessor.slots);
    }

    /** True if HubSpot may be at work on a request of this partition. */
    public boolean hasInFlight() {
        return slots.hasInFlight();
    }

    /** The number of requests in flight. */
    public int inFlight() {
        return slots.inFlight();
    }

    /** @param more the change in the number of rejections without confirmation */
    public void addUnconfirmed(int more) {
        batches.addUnconfirmed(more);
    }

    /** Number of rejections without confirmation. */
    public int unconfirmed() {
        return batches.unconfirmed();
    }

    /** True if the next request failed before. Only when the lane {@link #wantsToSend}. */
    public boolean nextFailedBefore() {
        PendingRequest next = queue.firstFree();
        return next != null && next.failedBefore();
    }

    /** The next request, in flight from now on. Only when the lane {@link #wantsToSend}. */
    public PendingRequest takeNext() {
        if (queue.isEmpty()) {
            openNext();
        }
        return inFlight(queue.takeFree());
    }

    private void openNext() {
        queue.addLast(batches.openNext().requests(bounds));
    }

    private PendingRequest inFlight(PendingRequest taken) {
        slots.take();
        return taken.sentOnceMore();
    }

    /**
     * The beginning of a waiting batch, or a ready request, in turns; where order is kept always the next. In flight from now on. Only when
     * the lane {@link #wantsToSend}.
     */
    public PendingRequest takeAny(int turn) {
        if (route.ordered()) {
            return takeNext();
        }
        if (batches.hasWaiting() && (turn % 2 == 0 || queue.isEmpty())) {
            openNext();
            return inFlight(queue.takeLast());
        }
        return inFlight(queue.takeAny(turn / 2));
    }

    /**
     * A request with a wanted item that never drew a halting answer, in flight from now on; null for none. Opens more than the window
     * allows where necessary. Only when the lane {@link #isFree}.
     */
    @Nullable
    public PendingRequest takeUntried(Predicate<Item> wanted) {
        PendingRequest found = queue.takeUntried(wanted);
        while (found == null && batches.mayOpenForComparison() && batches.hasWaiting(wanted)) {
            openNext();
            found = queue.takeUntried(wanted);
        }
        return found == null ? null : inFlight(found);
    }

    /**
     * True if inputs fit one request.
     *
     * @param jsonBytes the bytes of all inputs' JSON
     */
    public boolean fits(int inputs, long jsonBytes) {
        return bounds.fits(inputs, jsonBytes);
    }

    /**
     * A request with a wanted item, in flight from now on; null for none. Opens more than the window allows where necessary.
     * For lanes without order, and only when the lane {@link #isFree}.
     */
    @Nullable
    public PendingRequest takeWith(Predicate<Item> wanted) {
        if (batches.hasWaiting(wanted)) {
            while (!queue.contains(wanted)) {
                openNext();
            }
        }
        return queue.contains(wanted) ? inFlight(queue.takeWith(wanted)) : null;
    }

    /** True if a wanted item has no outcome yet. */
    public boolean hasUndecided(Predicate<Item> wanted) {
        return batches.hasUndecided(wanted);
    }

    /** A request from outside the queue is in flight from now on. Only when the lane {@link #isFree}. */
    public void addInFlight() {
        slots.take();
    }

    /** Earlier requests go before all that is ready, in order. */
    public void sendFirst(List<PendingRequest> earlier) {
        queue.addFirst(earlier);
    }

    /** A request that was taken is not sent after all. */
    public void returnUnsent(PendingRequest taken) {
        slots.release();
        queue.addFirst(List.of(taken.unsent()));
    }

    /** Applies the follow-up of an answer; after a delay, {@link #delayOver} completes it. */
    public void apply(FollowUp next) {
        slots.release();
        if (!next.isDelayed()) {
            queue.addFirst(next.requests());
        } else if (next.aside()) {
            queue.putAside(next.requests());
        } else {
            slots.delay();
        }
        if (next.needsComparison()) {
            tryComparison();
        }
    }

    /** The delay of a follow-up is over. */
    public void delayOver(FollowUp next) {
        if (next.aside()) {
            queue.returnFromAside(next.requests());
        } else {
            slots.delayOver();
            queue.addFirst(next.requests());
        }
    }

    /** Makes a further request ready, even beyond the window. */
    private void tryComparison() {
        if (queue.hasFree()) {
            return;
        }
        batches.wantComparison();
        if (batches.mayOpenForComparison()) {
            openNext();
        }
    }

    /** True if a settlement would hold batches. */
    public boolean hasFinished() {
        return batches.hasFinished();
    }

    /** The finished batches before the first unfinished one; after {@link #settleUnfinished}, all decided items. */
    public Settlement settlement() {
        return batches.settlement();
    }

    /** True if nothing is left after the settlement, and the consumer's position may be committed. */
    public boolean drainedBy(Settlement settlement) {
        return batches.emptiedBy(settlement);
    }

    /** The settlement is committed. */
    public void settled(Settlement settlement) {
        batches.settled(settlement);
    }

    /** The offset committed so far; -1 when there is none. */
    public long committed() {
        return batches.committed();
    }

    /** Sends no more; requests in flight may still be answered and settled. */
    public void leave() {
        slots.leave();
    }

    /** Takes {@link #leave} back. */
    public void stay() {
        slots.stay();
    }

    /** True if the lane itself made the last commit: nobody else has settled anything since. Null for a group without a commit. */
    public boolean madeLastCommit(@Nullable OffsetAndMetadata committed) {
        return batches.madeLastCommit(committed);
    }

    /** The offset to read on from. */
    public long position() {
        return batches.position();
    }

    /** Requests in flight are not awaited any longer: decided items of unfinished batches are settled, too. */
    public void settleUnfinished() {
        batches.settleUnfinished();
    }

    /** The partition is revoked; nothing more is sent or settled. */
    public void drop() {
        slots.drop();
    }

    public boolean dropped() {
        return slots.dropped();
    }

    @Override
    public String toString() {
        return route.label() + '-' + number;
    }
}
