package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.control.LaneState;
import io.eventbatcher.delivery.gate.RetryLog;
import io.eventbatcher.delivery.gate.RouteGate;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.inflight.RequestPurpose;
import io.eventbatcher.delivery.lane.FollowUp;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what lanes want to send, as far as the gates allow, and hands answers to their lanes. Owned by the poll thread. */
public final class Dispatcher {
    private static final Duration SHOW_EVERY = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final String instance;
    private final HubSpotClient client;
    private final RouteGates gates;
    private final Mailbox mailbox;
    private final Timers timers;
    private final RetryTerms terms;
    private final DeliveryCounters progress;
    private final RetryLog troubles;
    private final ProbeSelector samples;
    /** Where the next round begins. */
    private int first;

    private long number;
    private volatile List<LaneState> states = List.of();
    private Instant statesAt = Instant.MIN;

    public Dispatcher(
            HubSpotClient client,
            RouteGates gates,
            Mailbox mailbox,
            Timers timers,
            RetryTerms terms,
            DeliveryCounters progress,
            String instance) {
        this.instance = instance;
        this.client = client;
        this.gates = gates;
        this.mailbox = mailbox;
        this.timers = timers;
        this.terms = terms;
        this.progress = progress;
        this.troubles = new RetryLog(terms.clock());
        this.samples = new ProbeSelector(gates);
    }

    /** One shipment of each lane in turn, until none may or wants to send; next time whoever comes after the last. */
    public void dispatch(List<Lane> lanes) {
        gates.tick().forEach(LOG::warn);
        show(lanes);
        samples.due(lanes, () -> number++).forEach(request -> send(request, true));
        boolean sent = !lanes.isEmpty();
        while (sent) {
            sent = false;
            int start = first;
            for (int i = 0; i < lanes.size(); i++) {
                int turn = (start + i) % lanes.size();
                if (sendOneOf(lanes.get(turn))) {
                    sent = true;
                    first = turn + 1;
                }
            }
        }
    }

    /** Any thread: how the lanes stood a moment ago. */
    public List<LaneState> states() {
        return states;
    }

    private void show(List<Lane> lanes) {
        Instant now = terms.clock().instant();
        if (!now.isBefore(statesAt.plus(SHOW_EVERY))) {
            statesAt = now;
            states = lanes.stream().map(lane -> state(lane, now)).toList();
        }
    }

    private LaneState state(Lane lane, Instant now) {
        RouteStatus standing = gates.standing(lane);
        return new LaneState(
                instance,
                lane.route().label(),
                lane.number(),
                standing.state().label(),
                standing.reason(),
                standing.since(),
                standing.until(),
                lane.inFlight(),
                gates.of(lane.route()).rejections().held(),
                now);
    }

    private boolean sendOneOf(Lane lane) {
        RouteGate gate = gates.of(lane.route());
        if (!lane.wantsToSend() || gates.paused(lane)) {
            return false;
        }
        boolean doubts = gate.rejections().doubts();
        boolean again = !doubts && lane.nextFailedBefore();
        if (!(again ? gate.tryPassAgain() : gate.tryPass())) {
            return false;
        }
        PendingRequest whole = doubts ? lane.takeAny((int) (number % Integer.MAX_VALUE)) : lane.takeNext();
        PendingRequest part = doubts ? samples.of(lane, whole, number) : whole;
        send(new InFlightRequest(number++, lane, whole, part, new RequestPurpose.Ordinary()), !again);
        return true;
    }

    private void send(InFlightRequest request, boolean askedBreaker) {
        Route route = request.lane().route();
        progress.sent(route);
        gates.of(route).sent(request, askedBreaker);
        var unused = client.send(request.sent().toHubSpot(route))
                .whenComplete((outcome, bug) -> mailbox.post(() -> answered(request, checked(outcome, bug))));
    }

    /** The port never fails; if it does all the same, stopping is better than a lane that waits for ever. */
    private static Outcome checked(@Nullable Outcome outcome, @Nullable Throwable bug) {
        if (outcome == null) {
            throw new IllegalStateException("the HubSpot client failed instead of giving an outcome", bug);
        }
        return outcome;
    }

    private void answered(InFlightRequest request, Outcome outcome) {
        Lane lane = request.lane();
        RouteGate gate = gates.of(lane.route());
        progress.answered(lane.route(), outcome instanceof Outcome.Retry);
        troubles.about(lane.route(), outcome).ifPresent(LOG::warn);
        gate.answered(request, outcome);
        if (lane.dropped()) {
            lane.apply(FollowUp.NONE);
        } else if (request.isRetrial() && !InFlightRequest.decisive(outcome)) {
            request.purpose().rejection().ifPresent(gate.rejections()::putBack);
            lane.apply(FollowUp.NONE);
        } else {
            goOn(lane, followUp(request, outcome, gate));
            gate.rejections().answered(request, outcome);
        }
    }

    private FollowUp followUp(InFlightRequest request, Outcome outcome, RouteGate gate) {
        OutcomeHandler handler = new OutcomeHandler(
                request.subject(outcome),
                (item, dead) -> gate.rejections().rejected(request, item, dead),
                gate.pulse(),
                terms);
        return request.withRest(outcome.fold(handler), outcome);
    }

    private void goOn(Lane lane, FollowUp next) {
        lane.apply(next);
        if (next.isDelayed()) {
            Runnable delayOver = () -> lane.delayOver(next);
            Runnable due = next.hasFailedBefore() ? () -> gates.of(lane.route()).tryAgain(lane, delayOver) : delayOver;
            timers.after(next.delay(), () -> mailbox.post(due));
        }
    }
}
