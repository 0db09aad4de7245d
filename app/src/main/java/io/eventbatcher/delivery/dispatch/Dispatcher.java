package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.delivery.gate.RouteGate;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.inflight.RequestPurpose;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests of lanes within the limits of the gates. Answers go to the {@link AnswerHandler}. Owned by the poll thread. */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final HubSpotClient client;
    private final RouteGates gates;
    private final Mailbox mailbox;
    private final AnswerHandler answers;
    private final DeliveryCounters counters;
    private final LaneStates states;
    private final ProbeSelector probes;
    private int nextLane;
    private long nextNumber;

    public Dispatcher(
            HubSpotClient client,
            RouteGates gates,
            Mailbox mailbox,
            AnswerHandler answers,
            DeliveryCounters counters,
            LaneStates states) {
        this.client = client;
        this.gates = gates;
        this.mailbox = mailbox;
        this.answers = answers;
        this.counters = counters;
        this.states = states;
        this.probes = new ProbeSelector(gates);
    }

    /** Sends due probes, and then a request of each lane in turn until no lane wants to send or may. */
    public void dispatch(List<Lane> lanes) {
        gates.tick(message -> message.warn(LOG));
        states.renew(lanes, answers.waiting());
        probes.due(lanes, () -> nextNumber++).forEach(probe -> send(probe, true));
        boolean sent;
        do {
            sent = sendOneOfEach(lanes);
        } while (sent);
    }

    private boolean sendOneOfEach(List<Lane> lanes) {
        boolean sent = false;
        int start = nextLane;
        for (int i = 0; i < lanes.size(); i++) {
            int turn = (start + i) % lanes.size();
            if (sendOneOf(lanes.get(turn))) {
                sent = true;
                nextLane = turn + 1;
            }
        }
        return sent;
    }

    private boolean sendOneOf(Lane lane) {
        RouteGate gate = gates.of(lane.route());
        if (!lane.wantsToSend() || gates.paused(lane)) {
            return false;
        }
        boolean single = gate.rejections().wantsSingleInputs();
        boolean retry = !single && lane.requests().nextFailedBefore();
        if (!(retry ? gate.tryPassRetry() : gate.tryPass())) {
            return false;
        }
        PendingRequest whole = single
                ? lane.requests().takeAny((int) (nextNumber % Integer.MAX_VALUE))
                : lane.requests().takeNext(gate.refusedNames()::apart);
        PendingRequest sent = single ? InputSelector.single(gate.rejections(), lane, whole, nextNumber) : whole;
        send(new InFlightRequest(nextNumber++, lane, whole, sent, new RequestPurpose.Ordinary()), !retry);
        return true;
    }

    private void send(InFlightRequest request, boolean asFirstTry) {
        Route route = request.lane().route();
        counters.sent(route);
        gates.of(route).sent(request, asFirstTry);
        var unused = client.send(request.sent().toHubSpot(route))
                .whenComplete((outcome, bug) -> mailbox.post(() -> answers.answered(request, checked(outcome, bug))));
    }

    /** A client never fails. If one does, delivery stops, because the lane would wait for ever. */
    private static Outcome checked(@Nullable Outcome outcome, @Nullable Throwable bug) {
        if (outcome == null) {
            throw new IllegalStateException("the HubSpot client failed instead of giving an outcome", bug);
        }
        return outcome;
    }
}
