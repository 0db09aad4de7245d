package io.eventbatcher.delivery.gate;

import io.eventbatcher.config.HaltSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.delivery.halt.ProbedHalt;
import io.eventbatcher.delivery.halt.QuotaPark;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.delivery.rate.RateShares;
import io.eventbatcher.delivery.rejection.RejectionGuard;
import io.eventbatcher.route.Route;
import io.eventbatcher.route.Route.Quota;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The gate of each route; routes of one quota share its budget and its park, and all share the credentials. */
public final class RouteGates {
    private final Map<Route, RouteGate> gates = new EnumMap<>(Route.class);
    private final Map<Quota, QuotaPark> parks = new EnumMap<>(Quota.class);
    private final Map<String, RouteStatus> pausedLanes = new HashMap<>();
    private final ProbedHalt credentials;
    private final Clock clock;
    private final RateShares budgets;

    public RouteGates(Settings settings, Timers timers, Mailbox mailbox, Clock clock, Supplier<Long> nanoTime) {
        this.clock = clock;
        HaltSettings halt = settings.hubspot().halt();
        credentials = new ProbedHalt(halt, clock);
        budgets = new RateShares(settings, timers, mailbox, clock, nanoTime);
        for (Quota quota : Quota.values()) {
            parks.put(quota, new QuotaPark(clock));
        }
        for (Route route : Route.values()) {
            RouteStops stops = new RouteStops(
                    route,
                    credentials,
                    new ProbedHalt(halt, clock),
                    Objects.requireNonNull(parks.get(route.quota())),
                    new RejectionGuard(route, halt, new ProbedHalt(halt, clock), clock));
            gates.put(route, new RouteGate(route.label(), budgets.of(route.quota()), stops, timers, mailbox, clock));
        }
    }

    public RouteGate of(Route route) {
        RouteGate gate = gates.get(route);
        if (gate == null) {
            throw new IllegalStateException("no gate of route " + route);
        }
        return gate;
    }

    public RateShares budgets() {
        return budgets;
    }

    public ProbedHalt credentials() {
        return credentials;
    }

    /** Whether the operator has stopped this lane alone. */
    public boolean paused(Lane lane) {
        return pausedLanes.containsKey(lane.toString());
    }

    /** How the lane stands: as its route, unless it is paused alone. */
    public RouteStatus standing(Lane lane) {
        RouteStatus paused = pausedLanes.get(lane.toString());
        return paused == null ? of(lane.route()).standing() : paused;
    }

    /** Does what an operator wants. Orders about other things are none of its business. */
    public void obey(OperatorCommand order) {
        order.route().ifPresent(route -> {
            switch (order.kind()) {
                case PAUSE -> pause(route, order);
                case RESUME -> resume(route, order);
                case DEAD_LETTER -> {
                    Instant until = order.until();
                    if (until != null && until.isAfter(clock.instant())) {
                        of(route).rejections().believeUntil(until);
                    }
                }
            }
        });
    }

    private void pause(Route route, OperatorCommand order) {
        RouteStatus paused = new RouteStatus(
                RouteStatus.State.PAUSED,
                "Paused by " + order.signature() + ". To go on: event-batcher lanes resume.",
                order.at(),
                null);
        order.lane()
                .ifPresentOrElse(
                        lane -> pausedLanes.put(route.label() + '-' + lane, paused),
                        () -> of(route).stops().pause(Optional.of(paused)));
    }

    private void resume(Route route, OperatorCommand order) {
        order.lane().ifPresentOrElse(lane -> pausedLanes.remove(route.label() + '-' + lane), () -> {
            pausedLanes.keySet().removeIf(lane -> lane.startsWith(route.label() + '-'));
            of(route).stops().pause(Optional.empty());
            of(route).stops().hurry();
        });
    }

    /** Lets time do its part. @return what the log should say now */
    public List<String> tick() {
        Stream<String> shared = Stream.concat(
                credentials.news("every route").stream(),
                parks.entrySet().stream()
                        .map(entry -> entry.getValue().news(routesOf(entry.getKey())))
                        .flatMap(Optional::stream));
        return Stream.concat(shared, gates.values().stream().flatMap(RouteGate::tick))
                .toList();
    }

    private static String routesOf(Quota quota) {
        return Arrays.stream(Route.values())
                .filter(route -> route.quota() == quota)
                .map(Route::label)
                .collect(Collectors.joining(" and "));
    }
}
