package io.eventbatcher.delivery.lane;

import io.eventbatcher.record.Item;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a lane before sending. Batches are opened as the window allows and become requests in the queue; the follow-up of an
 * answer returns to the front of the queue. Owned by the poll thread.
 */
public final class LaneRequests {
    private final boolean ordered;
    private final LaneBounds bounds;
    private final LaneBatches batches;
    private final RequestSlots slots;
    private final SendQueue queue;
    private int doubtsSinceComparison;
    private boolean compared;

    LaneRequests(boolean ordered, LaneBounds bounds, LaneBatches batches, RequestSlots slots) {
        this.ordered = ordered;
        this.bounds = bounds;
        this.batches = batches;
        this.slots = slots;
        this.queue = new SendQueue(ordered);
    }

    /** True if a request is ready, or may be made ready, and a slot is free. */
    public boolean wantsToSend() {
        return slots.isFree()
                && (queue.hasFree() || (queue.isEmpty() && queue.letsAllPass() && batches.mayOpen()))
                && !savesComparisons();
    }

    /**
     * True if an input has gone for comparison since the last try of an input in doubt, and the rest is kept for comparisons to come: where
     * order is kept and nothing else waits, one input goes for each try.
     */
    private boolean savesComparisons() {
        return compared
                && comparesSingly()
                && (queue.firstFree() == null || queue.firstFree().comparable());
    }

    private boolean comparesSingly() {
        return ordered && queue.countDoubted() > 0 && !batches.hasWaiting();
    }

    /** True if requests are ready, and each drew a halting answer before. */
    boolean allSuspicious() {
        return queue.allSuspicious();
    }

    /** True if the next request failed before. Only when the lane {@link #wantsToSend}. */
    public boolean nextFailedBefore() {
        PendingRequest next = queue.firstFree();
        return next != null && next.failedBefore();
    }

    /**
     * The next request, in flight from now on. Only when the lane {@link #wantsToSend}.
     *
     * @param apart names the inputs that go in a request of their own, with the empty text for all others; where order is kept, nothing does
     */
    public PendingRequest takeNext(Function<MergedInput, String> apart) {
        if (!ordered) {
            if (queue.isEmpty()) {
                openNext();
            }
            queue.addFirst(queue.takeFree().apart(apart));
        }
        return takeNext();
    }

    /** The next request as it is, in flight from now on. Only when the lane {@link #wantsToSend}. */
    public PendingRequest takeNext() {
        if (queue.isEmpty()) {
            openNext();
        }
        PendingRequest next = queue.takeFree();
        if (comparesSingly() && next.comparable()) {
            compared = true;
            return inFlight(queue.firstInput(next));
        }
        return inFlight(next);
    }

    private void openNext() {
        queue.addLast(batches.openNext().requests(bounds));
    }

    private PendingRequest inFlight(PendingRequest taken) {
        slots.take();
        return taken.sentOnceMore();
    }

    /** Like {@link #takeAny}; where order is kept a different request each turn, of those that overtake nothing of their identities. */
    public PendingRequest takeForProbe(int turn) {
        return ordered && queue.hasFree() ? inFlight(queue.takeFree(turn)) : takeAny(turn);
    }

    /**
     * The beginning of a waiting batch, or a ready request, in turns; where order is kept always the next. In flight from now on. Only when
     * the lane {@link #wantsToSend}.
     */
    public PendingRequest takeAny(int turn) {
        if (ordered) {
            return takeNext();
        }
        if (batches.hasWaiting() && (turn % 2 == 0 || queue.isEmpty())) {
            openNext();
            return inFlight(queue.takeLast());
        }
        // the next input may be of any place, and a search holds most back
        queue.endSearches(item -> true);
        return inFlight(queue.takeAny(turn / 2));
    }

    /**
     * A request with a wanted item that never drew a halting answer, in flight from now on; null for none. Opens more than the window
     * allows where necessary. Only when the lane is free.
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
     * The newest request that overtakes nothing of the same identities, in flight from now on; null for none. Opens more than the window
     * allows. Only when the lane is free.
     */
    @Nullable
    public PendingRequest takeNewest() {
        while (batches.mayOpenForComparison()) {
            openNext();
        }
        PendingRequest found = queue.takeLastFree();
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
     * For lanes without order, and only when the lane is free.
     */
    @Nullable
    public PendingRequest takeWith(Predicate<Item> wanted) {
        PendingRequest found = queue.takeWith(wanted);
        while (found == null && batches.hasWaiting(wanted)) {
            openNext();
            found = queue.takeWith(wanted);
        }
        return found == null ? null : inFlight(found);
    }

    /** A request from outside the queue is in flight from now on. Only when the lane is free. */
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
            queue.addFirst(next.passing());
            compared = false;
        } else {
            slots.delay();
        }
        if (next.needsComparison() && comparisonDue(next)) {
            tryComparison();
        }
    }

    /** Inputs in doubt share comparisons: one request for a try of each. */
    private boolean comparisonDue(FollowUp next) {
        if (!next.doubts()) {
            return true;
        }
        doubtsSinceComparison++;
        PendingRequest free = queue.firstFree();
        // a further input in doubt goes first, and shares the comparison
        boolean due = doubtsSinceComparison >= queue.countDoubted() && (free == null || !free.doubted());
        if (due) {
            doubtsSinceComparison = 0;
        }
        return due;
    }

    /** The delay of a follow-up is over. */
    public void delayOver(FollowUp next) {
        if (next.aside()) {
            compared = false;
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
}
