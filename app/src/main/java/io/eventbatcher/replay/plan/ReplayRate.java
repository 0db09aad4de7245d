package io.eventbatcher.replay.plan;

import io.eventbatcher.config.RateSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import java.util.Set;

/** The rate of a run whose order names none. */
final class ReplayRate {
    /** Live events keep four fifths. */
    private static final int PART = 5;

    /** More would hold up live events before they reach HubSpot's limit. */
    private static final double MOST = 5_000;

    private static final int TENTHS = 10;
    private static final double PERCENT = 100;

    private ReplayRate() {}

    /**
     * A fifth of the events that the routes' limits allow: requests a second without the reserve, times events in a request; the lowest of
     * the routes, because a run has one rate.
     */
    static double of(Settings settings, Set<Route> routes) {
        RateSettings limits = settings.hubspot().rate();
        return routes.stream()
                .mapToDouble(route -> {
                    double requests = route.quota() == Route.Quota.EVENTS
                            ? limits.eventsPerSecond()
                            : (double) limits.accountPerTenSeconds() / TENTHS;
                    double unreserved = requests * (PERCENT - limits.reservePercent()) / PERCENT;
                    return unreserved * settings.route(route).maxInputs() / PART;
                })
                .reduce(MOST, Math::min);
    }
}
