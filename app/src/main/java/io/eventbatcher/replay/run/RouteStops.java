package io.eventbatcher.replay.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorChannel;
import io.eventbatcher.control.StateName;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells if routes stand still, by the states that running instances publish of their lanes. */
public final class RouteStops implements AutoCloseable {
    private static final Set<StateName> STOPS =
            EnumSet.of(StateName.HALTED, StateName.PARKED, StateName.PAUSED, StateName.DOWN);

    private final ControlTopic control;
    private final InstantSource clock;

    private RouteStops(ControlTopic control, InstantSource clock) {
        this.control = control;
        this.clock = clock;
    }

    public static RouteStops open(Settings settings, InstantSource clock) {
        return new RouteStops(ControlTopic.open(settings), clock);
    }

    /**
     * The reason why nothing of a route is sent, as a sentence; empty while each route has a lane that sends.
     *
     * @throws org.apache.kafka.common.KafkaException if the states cannot be read within half a minute
     */
    public Optional<String> reason(Collection<Route> routes) {
        control.catchUp();
        Instant now = clock.instant();
        return routes.stream()
                .sorted()
                .flatMap(route -> reason(route, control.states(), now).stream())
                .findFirst();
    }

    static Optional<String> reason(Route route, Collection<LaneState> states, Instant now) {
        List<LaneState> lanes = states.stream()
                .filter(state -> state.route().equals(route.label()))
                .filter(state -> OperatorChannel.isHeard(state, now))
                .toList();
        if (lanes.isEmpty()) {
            return Optional.of("No running instance has the lanes of " + route + ".");
        }
        return lanes.stream().allMatch(RouteStops::stands)
                ? Optional.of(route + " is " + lanes.get(0).state() + ": "
                        + lanes.get(0).reason())
                : Optional.empty();
    }

    private static boolean stands(LaneState lane) {
        return STOPS.contains(StateName.labelled(lane.state()));
    }

    @Override
    public void close() {
        control.close();
    }
}
