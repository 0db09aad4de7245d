package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.control.LaneState;
import io.eventbatcher.delivery.gate.RetryLog;
import io.eventbatcher.delivery.gate.RouteGate;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.InFlightRequest;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.delivery.rejection.RejectionGuard;
import io.eventbatcher.delivery.rejection.UnconfirmedRejection;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.Outcome;
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
        samples.due(lanes).forEach(choice -> send(choice, true));
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
        send(new ProbeSelector.Choice(lane, whole, part, null, null), !again);
        return true;
    }

    private void send(ProbeSelector.Choice choice, boolean askedBreaker) {
        Lane lane = choice.lane();
        InFlightRequest errand = new InFlightRequest(choice, number++);
        progress.sent(lane.route());
        gates.of(lane.route()).sent(errand, askedBreaker);
        var unused = client.send(errand.sent().request(lane.route()))
                .whenComplete((outcome, bug) -> mailbox.post(() -> answered(errand, checked(outcome, bug))));
    }

    /** The port never fails; if it does all the same, stopping is better than a lane that waits for ever. */
    private static Outcome checked(@Nullable Outcome outcome, @Nullable Throwable bug) {
        if (outcome == null) {
            throw new IllegalStateException("the HubSpot client failed instead of giving an outcome", bug);
        }
        return outcome;
    }

    private void answered(InFlightRequest errand, Outcome outcome) {
        Lane lane = errand.lane();
        RouteGate gate = gates.of(lane.route());
        progress.answered(lane.route(), outcome);
        troubles.about(lane.route(), outcome).ifPresent(LOG::warn);
        gate.answered(errand, outcome);
        lane.answered();
        if (lane.dropped()) {
            return;
        }
        UnconfirmedRejection held = errand.held();
        if (held != null && !InFlightRequest.decisive(outcome)) {
            gate.rejections().putBack(held);
            lane.goesOn(List.of());
            return;
        }
        goOn(lane, next(errand, outcome, gate.rejections()));
        gate.rejections().answered(errand, outcome);
    }

    private OutcomeHandler.Next next(InFlightRequest errand, Outcome outcome, RejectionGuard rejections) {
        OutcomeHandler reaction = new OutcomeHandler(
                errand.subject(outcome),
                (member, verdict) -> rejections.rejected(errand, member, verdict),
                gates.of(errand.lane().route()).pulse(),
                terms);
        return errand.withRest(outcome.fold(reaction), outcome);
    }

    private void goOn(Lane lane, OutcomeHandler.Next next) {
        if (next.after().isZero()) {
            lane.goesOn(next.shipments());
        } else if (next.aside()) {
            lane.stepAside(next.shipments());
            later(lane, next, () -> lane.comeBack(next.shipments()));
        } else {
            later(lane, next, () -> lane.goesOn(next.shipments()));
        }
        if (next.witness()) {
            lane.callWitness();
        }
    }

    private void later(Lane lane, OutcomeHandler.Next next, Runnable again) {
        boolean failedBefore = next.shipments().stream().anyMatch(PendingRequest::failedBefore);
        Runnable due = failedBefore ? () -> gates.of(lane.route()).tryAgain(lane, again) : again;
        timers.after(next.after(), () -> mailbox.post(due));
    }
}
