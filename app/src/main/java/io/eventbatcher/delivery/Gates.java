package io.eventbatcher.delivery;

import io.eventbatcher.config.RateSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import io.eventbatcher.route.Route.Quota;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** The gate of each route; routes of one quota share its pace. */
final class Gates {
    private final Map<Route, Gate> gates = new EnumMap<>(Route.class);

    Gates(Settings settings, Timers timers, Mailbox mailbox, Clock clock, Supplier<Long> nanoTime) {
        Map<Quota, Pace> paces = new EnumMap<>(Quota.class);
        for (Quota quota : Quota.values()) {
            Duration interval = interval(settings.hubspot().rate(), quota);
            paces.put(quota, new Pace(quota.name(), interval, nanoTime, timers, mailbox));
        }
        for (Route route : Route.values()) {
            Pace pace = paces.get(route.quota());
            if (pace != null) {
                gates.put(route, new Gate(route.label(), pace, clock));
            }
        }
    }

    /** The time between two requests: that of the limit, less the part left to other apps. */
    static Duration interval(RateSettings rate, Quota quota) {
        long period = switch (quota) {
            case EVENTS -> Duration.ofSeconds(1).toNanos() / rate.eventsPerSecond();
            case ACCOUNT -> Duration.ofSeconds(10).toNanos() / rate.accountPerTenSeconds();
        };
        return Duration.ofNanos(period * 100 / (100 - rate.reservePercent()));
    }

    Gate of(Route route) {
        Gate gate = gates.get(route);
        if (gate == null) {
            throw new IllegalStateException("no gate of route " + route);
        }
        return gate;
    }
}
