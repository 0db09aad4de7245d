package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.log.EMailAddresses;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** States of the lanes of this instance for operators, renewed every 250 ms by the poll thread. */
public final class LaneStates {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final String instance;
    private final RouteGates gates;
    private final Clocks clocks;
    private volatile List<LaneState> latest = List.of();
    private Moment renewedAt = Moment.LONG_AGO;

    public LaneStates(String instance, RouteGates gates, Clocks clocks) {
        this.instance = instance;
        this.gates = gates;
        this.clocks = clocks;
    }

    /** Any thread. */
    public List<LaneState> latest() {
        return latest;
    }

    void renew(List<Lane> lanes, WaitingRetries retries) {
        Moment moment = clocks.moment();
        if (!moment.isBefore(renewedAt.plus(INTERVAL))) {
            renewedAt = moment;
            Instant now = clocks.instant();
            retries.retain(lanes);
            latest = lanes.stream().map(lane -> state(lane, retries, now)).toList();
        }
    }

    private LaneState state(Lane lane, WaitingRetries retries, Instant now) {
        List<LaneCause> causes = Stream.concat(gates.status(lane).causes().stream(), retries.cause(lane, now).stream())
                .map(LaneStates::published)
                .toList();
        return LaneState.of(
                        instance, lane.route().label(), lane.number(), causes, lane.inFlight(), lane.unconfirmed(), now)
                .withWaiting(lane.waiting(), lane.oldest())
                .withRetried(retries.requests(lane, now));
    }

    private static LaneCause published(RouteStatus.Cause cause) {
        // an operator signs an order; all other reasons repeat HubSpot's words, which may name a contact
        String reason =
                cause.state() == RouteStatus.State.PAUSED ? cause.reason() : EMailAddresses.masked(cause.reason());
        return new LaneCause(cause.stage(), cause.state().published(), reason, cause.since(), cause.until());
    }
}
