package io.eventbatcher.delivery.gate;

import io.eventbatcher.config.HaltSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.delivery.halt.ProbedHalt;
import io.eventbatcher.delivery.halt.QuotaPark;
import io.eventbatcher.delivery.halt.RouteMessage;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.delivery.rate.QuotaShares;
import io.eventbatcher.delivery.rejection.HaltingInputs;
import io.eventbatcher.delivery.rejection.RejectionGuard;
import io.eventbatcher.route.Route;
import io.eventbatcher.route.Route.Quota;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Gates of all routes. Routes of one quota share a rate and a park; all routes share the halt of the credentials. Owned by the poll
 * thread.
 */
public final class RouteGates {
    private final Map<Route, RouteGate> gates = new EnumMap<>(Route.class);
    private final Map<Quota, QuotaPark> parks = new EnumMap<>(Quota.class);
    private final Map<String, RouteStatus.Cause> pausedLanes = new HashMap<>();
    private final ProbedHalt credentials;
    private final Clocks clocks;

    public RouteGates(Settings settings, QuotaShares rates, Timers timers, Mailbox mailbox, Clocks clocks) {
        this.clocks = clocks;
        HaltSettings halt = settings.hubspot().halt();
        credentials = new ProbedHalt(halt, clocks);
        for (Quota quota : Quota.values()) {
            parks.put(quota, new QuotaPark(clocks));
        }
        for (Route route : Route.values()) {
            RejectionGuard rejections = new RejectionGuard(route, halt, clocks);
            RouteStops stops = new RouteStops(
                    route,
                    credentials,
                    new ProbedHalt(halt, clocks),
                    Objects.requireNonNull(parks.get(route.quota())),
                    rejections);
            EndpointHealth endpoint = new EndpointHealth(route.label(), clocks);
            RetryThrottle retries = new RetryThrottle(endpoint, stops::suspended, timers, mailbox);
            RetryLog log = new RetryLog(route, clocks);
            gates.put(
                    route,
                    new RouteGate(
                            rates.of(route.quota()),
                            stops,
                            endpoint,
                            retries,
                            log,
                            new DownLog(route, clocks),
                            new HaltingInputs(rejections, this::newestTaken, this::newestSent, clocks)));
        }
    }

    private long newestTaken() {
        return gates.values().stream()
                .mapToLong(gate -> gate.rejections().newestTaken())
                .max()
                .orElse(-1);
    }

    private long newestSent() {
        return gates.values().stream().mapToLong(RouteGate::newestSent).max().orElse(-1);
    }

    public RouteGate of(Route route) {
        RouteGate gate = gates.get(route);
        if (gate == null) {
            throw new IllegalStateException("no gate of route " + route);
        }
        return gate;
    }

    public ProbedHalt credentials() {
        return credentials;
    }

    /** True if an operator has paused this lane alone. */
    public boolean paused(Lane lane) {
        return pausedLanes.containsKey(lane.toString());
    }

    /** Status of the lane: the causes of the route, behind the pause of the lane alone. */
    public RouteStatus status(Lane lane) {
        RouteStatus.Cause paused = pausedLanes.get(lane.toString());
        RouteStatus ofRoute = of(lane.route()).status();
        return paused == null ? ofRoute : ofRoute.behind(List.of(paused));
    }

    /** Obeys a command about a route; other commands change nothing here. */
    public void obey(OperatorCommand command) {
        command.route().ifPresent(route -> {
            switch (command.kind()) {
                case PAUSE -> pause(route, command);
                case RESUME -> resume(route, command);
                case ACCEPT_LOSS -> {} // of a source topic, never of a route
                case DEAD_LETTER -> {
                    Instant until = command.until();
                    Instant now = clocks.instant();
                    if (until != null && until.isAfter(now)) {
                        of(route).rejections().confirmFor(Duration.between(now, until));
                        of(route).stops().probeSoon();
                    }
                }
            }
        });
    }

    private void pause(Route route, OperatorCommand command) {
        RouteStatus.Cause paused = new RouteStatus.Cause(
                RouteStatus.State.PAUSED,
                "Paused by " + command.signature() + ". To go on: event-batcher lanes resume.",
                command.at(),
                null);
        command.lane()
                .ifPresentOrElse(
                        lane -> pausedLanes.put(route.label() + '-' + lane, paused),
                        () -> of(route).stops().pause(paused));
    }

    private void resume(Route route, OperatorCommand command) {
        command.lane().ifPresentOrElse(lane -> pausedLanes.remove(route.label() + '-' + lane), () -> {
            pausedLanes.keySet().removeIf(lane -> lane.startsWith(route.label() + '-'));
            of(route).resume();
        });
    }

    /** Applies the passing of time, and gives messages to the log. */
    public void tick(Consumer<RouteMessage> log) {
        credentials.message("every route").ifPresent(log);
        parks.forEach((quota, park) -> park.message(() -> routesOf(quota)).ifPresent(log));
        gates.values().forEach(gate -> gate.tick(log));
    }

    private static String routesOf(Quota quota) {
        return Arrays.stream(Route.values())
                .filter(route -> route.quota() == quota)
                .map(Route::label)
                .collect(Collectors.joining(" and "));
    }
}
