package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.control.LaneState;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** States of the lanes of this instance for operators, renewed every 250 ms by the poll thread. */
public final class LaneStates {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final String instance;
    private final RouteGates gates;
    private final Clock clock;
    private volatile List<LaneState> latest = List.of();
    private Instant renewedAt = Instant.MIN;

    public LaneStates(String instance, RouteGates gates, Clock clock) {
        this.instance = instance;
        this.gates = gates;
        this.clock = clock;
    }

    /** Any thread. */
    public List<LaneState> latest() {
        return latest;
    }

    void renew(List<Lane> lanes) {
        Instant now = clock.instant();
        if (!now.isBefore(renewedAt.plus(INTERVAL))) {
            renewedAt = now;
            latest = lanes.stream().map(lane -> state(lane, now)).toList();
        }
    }

    private LaneState state(Lane lane, Instant now) {
        RouteStatus status = gates.status(lane);
        return new LaneState(
                instance,
                lane.route().label(),
                lane.number(),
                status.state().label(),
                status.reason(),
                status.since(),
                status.until(),
                lane.inFlight(),
                gates.of(lane.route()).rejections().unconfirmed(),
                now);
    }
}
