package io.eventbatcher.delivery.lane;

import org.jspecify.annotations.Nullable;

/**
 * The requests that a lane may have in flight at a time. A request waiting for a retry keeps the slot: nothing overtakes.
 *
 * <p>Owned by the poll thread.
 */
final class RequestSlots {
    private final int most;
    private @Nullable RequestSlots predecessor;
    private int inFlight;
    private int delayed;
    private boolean leaving;
    private boolean dropped;

    RequestSlots(int most) {
        this.most = most;
    }

    /** Takes the slots of an earlier assignment of the same partition: no slot here is free while a request is in flight there. */
    void follow(RequestSlots earlier) {
        predecessor = earlier;
    }

    boolean isFree() {
        return !leaving && !dropped && inFlight + delayed < most && !awaitsPredecessor();
    }

    /** True if a request is in flight, here or in the predecessor. */
    boolean hasInFlight() {
        return inFlight > 0 || awaitsPredecessor();
    }

    private boolean awaitsPredecessor() {
        if (predecessor != null && !predecessor.hasInFlight()) {
            predecessor = null;
        }
        return predecessor != null;
    }

    int inFlight() {
        return inFlight;
    }

    void take() {
        inFlight++;
    }

    void release() {
        inFlight--;
    }

    void delay() {
        delayed++;
    }

    void delayOver() {
        delayed--;
    }

    void leave() {
        leaving = true;
    }

    void stay() {
        leaving = false;
    }

    void drop() {
        dropped = true;
    }

    boolean dropped() {
        return dropped;
    }
}
