package io.eventbatcher.delivery;

import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** The gate of each route; routes of one quota share its budget. */
final class Gates {
    private final Map<Route, Gate> gates = new EnumMap<>(Route.class);
    private final Budgets budgets;

    Gates(Settings settings, Timers timers, Mailbox mailbox, Clock clock, Supplier<Long> nanoTime) {
        budgets = new Budgets(settings, timers, mailbox, clock, nanoTime);
        for (Route route : Route.values()) {
            gates.put(route, new Gate(route.label(), budgets.of(route.quota()), clock));
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
}
