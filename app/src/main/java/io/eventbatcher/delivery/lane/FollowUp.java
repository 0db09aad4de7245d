package io.eventbatcher.delivery.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests that follow from an answer, and the time to send them.
 *
 * @param requests in order; empty when every item has its outcome
 * @param delay zero for at once
 * @param aside true if the requests wait beside the queue of their lane, so that others can pass
 * @param needsComparison true if another request of the lane should be tried, to compare these with
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

    /** The lane keeps the place of requests that wait in its way: nothing else goes out in their stead. */
    public static FollowUp after(List<PendingRequest> requests, Duration delay) {
        return new FollowUp(requests, delay, false, false);
    }

    public boolean isDelayed() {
        return !delay.isZero();
    }

    /** True if a request draws 5xx or no answer again and again, so that its next try waits for its turn at the gate. */
    public boolean hasFailedBefore() {
        return requests.stream().anyMatch(PendingRequest::failedBefore);
    }

    /** These requests and then the rest, in the way of the lane. */
    public FollowUp then(List<PendingRequest> rest) {
        List<PendingRequest> all = new ArrayList<>(requests);
        all.addAll(rest);
        return after(all, delay);
    }
}
