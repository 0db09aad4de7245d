package io.eventbatcher.delivery.inflight;

import io.eventbatcher.delivery.history.HaltHistory;
import io.eventbatcher.delivery.lane.FollowUp;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.hubspot.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * A request on the way to HubSpot.
 *
 * @param number counts requests, in the order of sending
 * @param lane the lane of the answer
 * @param whole the request of the lane
 * @param sent the whole, or a single input
 */
public record InFlightRequest(
        long number, Lane lane, PendingRequest whole, PendingRequest sent, RequestPurpose purpose) {

    /** True for a retrial of a rejected input. */
    public boolean isRetrial() {
        return purpose.rejection().isPresent();
    }

    /** True if the request tries a halted route with an input from a queue. */
    public boolean isProbe() {
        return purpose instanceof RequestPurpose.Probe;
    }

    /** True if the request tries a halted route, with whatever input. */
    public boolean triesHalt() {
        return purpose.halt().isPresent();
    }

    /** True if the outcome tells anything about the inputs sent. */
    public static boolean decisive(Outcome outcome) {
        boolean repeated = outcome instanceof Outcome.Retry retry && retry.cause() != Outcome.Retry.Cause.DOUBTED;
        return !(repeated || outcome instanceof Outcome.Park || outcome instanceof Outcome.Halt);
    }

    /** The request with another history of halting answers. A whole of which one input was sent keeps its own. */
    public InFlightRequest withHalts(HaltHistory changed) {
        boolean complete = isComplete();
        return new InFlightRequest(
                number, lane, complete ? whole.withHalts(changed) : whole, sent.withHalts(changed), purpose);
    }

    private boolean isComplete() {
        return sent.inputs().size() == whole.inputs().size();
    }

    /** The number of requests with the inputs so far, the last included. */
    public int attempts() {
        return sent.attempts();
    }

    /** The request to decide by the outcome: an outcome without a word about the inputs sends the whole again. */
    public PendingRequest subject(Outcome outcome) {
        return decisive(outcome) ? sent : whole;
    }

    /**
     * The requests that follow a halting answer to a probe with a merged input: the items go one by one, because one of them may draw the
     * answer; empty for other requests.
     */
    public List<PendingRequest> apart() {
        MergedInput input = sent.inputs().get(0);
        if (!isProbe() || !input.isMerged()) {
            return List.of();
        }
        List<PendingRequest> all = new ArrayList<>(sent.unsent().itemsOf(input));
        all.addAll(whole.without(input));
        return all;
    }

    /** The follow-up of the outcome, and behind the follow-up the unsent inputs of the whole. */
    public FollowUp withRest(FollowUp next, Outcome outcome) {
        return isComplete() || !decisive(outcome)
                ? next
                : next.then(whole.without(sent.inputs().get(0)));
    }
}
