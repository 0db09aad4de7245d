package io.eventbatcher.delivery;

import io.eventbatcher.config.HaltSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.Order;
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
final class Gates {
    private final Map<Route, Gate> gates = new EnumMap<>(Route.class);
    private final Map<Quota, Park> parks = new EnumMap<>(Quota.class);
    private final Map<String, Standing> pausedLanes = new HashMap<>();
    private final Halt credentials;
    private final Clock clock;
    private final Budgets budgets;

    Gates(Settings settings, Timers timers, Mailbox mailbox, Clock clock, Supplier<Long> nanoTime) {
        this.clock = clock;
        HaltSettings halt = settings.hubspot().halt();
        credentials = new Halt(halt, clock);
        budgets = new Budgets(settings, timers, mailbox, clock, nanoTime);
        for (Quota quota : Quota.values()) {
            parks.put(quota, new Park(clock));
        }
        for (Route route : Route.values()) {
            Stops stops = new Stops(
                    route,
                    credentials,
                    new Halt(halt, clock),
                    Objects.requireNonNull(parks.get(route.quota())),
                    new Rejections(route, halt, new Halt(halt, clock), clock));
            gates.put(route, new Gate(route.label(), budgets.of(route.quota()), stops, timers, mailbox, clock));
        }
    }

    Gate of(Route route) {
        Gate gate = gates.get(route);
        if (gate == null) {
            throw new IllegalStateException("no gate of route " + route);
        }
        return gate;
    }

    Budgets budgets() {
        return budgets;
    }

    Halt credentials() {
        return credentials;
    }

    /** Whether the operator has stopped this lane alone. */
    boolean paused(Lane lane) {
        return pausedLanes.containsKey(lane.toString());
    }

    /** How the lane stands: as its route, unless it is paused alone. */
    Standing standing(Lane lane) {
        Standing paused = pausedLanes.get(lane.toString());
        return paused == null ? of(lane.route()).standing() : paused;
    }

    /** Does what an operator wants. Orders about other things are none of its business. */
    void obey(Order order) {
        order.route().ifPresent(route -> {
            switch (order.kind()) {
                case PAUSE -> pause(route, order);
                case RESUME -> resume(route, order);
                case JUDGE -> {
                    Instant until = order.until();
                    if (until != null && until.isAfter(clock.instant())) {
                        of(route).rejections().believeUntil(until);
                    }
                }
            }
        });
    }

    private void pause(Route route, Order order) {
        Standing paused = new Standing(
                Standing.State.PAUSED,
                "Paused by " + order.signature() + ". To go on: event-batcher lanes resume.",
                order.at(),
                null);
        order.lane()
                .ifPresentOrElse(
                        lane -> pausedLanes.put(route.label() + '-' + lane, paused),
                        () -> of(route).stops().pause(Optional.of(paused)));
    }

    private void resume(Route route, Order order) {
        order.lane().ifPresentOrElse(lane -> pausedLanes.remove(route.label() + '-' + lane), () -> {
            pausedLanes.keySet().removeIf(lane -> lane.startsWith(route.label() + '-'));
            of(route).stops().pause(Optional.empty());
            of(route).stops().hurry();
        });
    }

    /** Lets time do its part. @return what the log should say now */
    List<String> tick() {
        Stream<String> shared = Stream.concat(
                credentials.news("every route").stream(),
                parks.entrySet().stream()
                        .map(entry -> entry.getValue().news(routesOf(entry.getKey())))
                        .flatMap(Optional::stream));
        return Stream.concat(shared, gates.values().stream().flatMap(Gate::tick))
                .toList();
    }

    private static String routesOf(Quota quota) {
        return Arrays.stream(Route.values())
                .filter(route -> route.quota() == quota)
                .map(Route::label)
                .collect(Collectors.joining(" and "));
    }
}
