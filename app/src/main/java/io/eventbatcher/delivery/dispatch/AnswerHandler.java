package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.delivery.gate.RouteGate;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.lane.FollowUp;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.hubspot.Outcome;
import java.util.List;

/**
 * Takes in the answers of HubSpot: the gate learns from each, items get their outcomes, and the lane gets the requests that follow.
 * Owned by the poll thread.
 */
public final class AnswerHandler {
    private final RouteGates gates;
    private final RetryPolicy retries;
    private final Timers timers;
    private final Mailbox mailbox;
    private final DeliveryCounters counters;
    private final WaitingRetries waiting = new WaitingRetries();

    public AnswerHandler(
            RouteGates gates, RetryPolicy retries, Timers timers, Mailbox mailbox, DeliveryCounters counters) {
        this.gates = gates;
        this.retries = retries;
        this.timers = timers;
        this.mailbox = mailbox;
        this.counters = counters;
    }

    WaitingRetries waiting() {
        return waiting;
    }

    void answered(InFlightRequest answered, Outcome answer) {
        Lane lane = answered.lane();
        RouteGate gate = gates.of(lane.route());
        InFlightRequest request = gate.haltingInputs().noted(answered, answer);
        Outcome outcome = gate.haltingInputs().meaning(request, answer);
        counters.answered(lane.route(), outcome);
        // a refused probe never ends a halt
        gate.answered(request, request.isProbe() && !(outcome instanceof Outcome.Halt) ? answer : outcome);
        if (lane.dropped()) {
            lane.requests().apply(FollowUp.NONE);
        } else if (request.isRetrial() && !InFlightRequest.decisive(outcome)) {
            request.purpose().rejection().ifPresent(gate.rejections().inputs()::restore);
            lane.requests().apply(FollowUp.NONE);
        } else {
            FollowUp next = followUp(request, outcome, gate);
            waiting.answered(request, outcome, next.delay(), retries.now());
            apply(next, lane, gate);
            gate.rejections().answered(request, outcome);
            gate.refusedNames().answered(request.sent(), outcome);
        }
    }

    private FollowUp followUp(InFlightRequest request, Outcome outcome, RouteGate gate) {
        List<PendingRequest> apart = outcome instanceof Outcome.Halt ? request.apart() : List.of();
        if (!apart.isEmpty()) {
            return FollowUp.atOnce(apart);
        }
        OutcomeHandler handler = new OutcomeHandler(
                request.subject(outcome),
                (item, dead) -> gate.rejections().rejected(request, item, dead),
                gate.badShare(),
                gate.signs(),
                retries);
        return request.withRest(outcome.fold(handler), outcome);
    }

    private void apply(FollowUp next, Lane lane, RouteGate gate) {
        lane.requests().apply(next);
        if (next.isDelayed()) {
            Runnable delayOver = () -> lane.requests().delayOver(next);
            Runnable due = next.hasFailedBefore() ? () -> gate.scheduleRetry(lane, delayOver) : delayOver;
            timers.after(next.delay(), () -> mailbox.post(due));
        }
    }
}
