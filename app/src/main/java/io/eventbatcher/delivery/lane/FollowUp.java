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
 * @param passing requests to send at once while the others wait aside
 */
public record FollowUp(
        List<PendingRequest> requests,
        Duration delay,
        boolean aside,
        boolean needsComparison,
        List<PendingRequest> passing) {
    /** Nothing is left to send. */
    public static final FollowUp NONE = atOnce(List.of());

    public FollowUp {
        requests = List.copyOf(requests);
        passing = List.copyOf(passing);
    }

    public static FollowUp atOnce(List<PendingRequest> requests) {
        return after(requests, Duration.ZERO);
    }

    /** Requests that keep a slot of the lane while they wait. */
    public static FollowUp after(List<PendingRequest> requests, Duration delay) {
        return new FollowUp(requests, delay, false, false, List.of());
    }

    public boolean isDelayed() {
        return !delay.isZero();
    }

    /** True if a request drew 5xx or no answer before: the next try waits for a turn at the gate. */
    public boolean hasFailedBefore() {
        return requests.stream().anyMatch(PendingRequest::failedBefore);
    }

    /** True if the requests are single inputs in doubt after halting answers, and wait for a further try. */
    boolean doubts() {
        return aside && requests.stream().allMatch(PendingRequest::doubted);
    }

    /** The same requests, and behind them the rest; the rest does not wait for requests aside. */
    public FollowUp then(List<PendingRequest> rest) {
        return aside
                ? new FollowUp(requests, delay, true, needsComparison, joined(passing, rest))
                : after(joined(requests, rest), delay);
    }

    private static List<PendingRequest> joined(List<PendingRequest> some, List<PendingRequest> more) {
        List<PendingRequest> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
