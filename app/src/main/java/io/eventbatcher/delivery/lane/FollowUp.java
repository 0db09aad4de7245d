package io.eventbatcher.delivery.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests to send after an answer, and the time to send them.
 *
 * @param requests in order; empty when every item has its outcome
 * @param delay zero for at once
 * @param aside true if the requests wait beside the queue of the lane and let the rest pass
 * @param needsComparison true if the lane should try a further request for comparison
 */
public record FollowUp(List<PendingRequest> requests, Duration delay, boolean aside, boolean needsComparison) {
    /** Nothing is left to send. */
    public static final FollowUp NONE = atOnce(List.of());

    public FollowUp {
        requests = List.copyOf(requests);
    }

    public static FollowUp atOnce(List<PendingRequest> requests) {
        return after(requests, Duration.ZERO);
    }

    /** Requests that keep a slot of the lane while they wait. */
    public static FollowUp after(List<PendingRequest> requests, Duration delay) {
        return new FollowUp(requests, delay, false, false);
    }

    public boolean isDelayed() {
        return !delay.isZero();
    }

    /** True if a request drew 5xx or no answer before: the next try waits for a turn at the gate. */
    public boolean hasFailedBefore() {
        return requests.stream().anyMatch(PendingRequest::failedBefore);
    }

    /** The same requests, and behind them the rest. */
    public FollowUp then(List<PendingRequest> rest) {
        List<PendingRequest> all = new ArrayList<>(requests);
        all.addAll(rest);
        return after(all, delay);
    }
}
