package io.eventbatcher.replay.run;

import io.eventbatcher.config.RateSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.Set;

/** The pace of a run: so many events a second, evenly, in transactions of a quarter of a second at most. */
final class ReplayPace {
    /** Live events keep four fifths. */
    private static final int PART = 5;

    /** More would hold up live events before they reach HubSpot's limit. */
    private static final double MOST = 5_000;

    private static final int LARGEST_CHUNK = 250;
    private static final double CHUNKS_A_SECOND = 4;
    private static final double NANOS = 1e9;
    private static final int TENTHS = 10;
    private static final double PERCENT = 100;

    private final double rate;
    private final Clocks clocks;
    private Moment next;

    ReplayPace(double rate, Clocks clocks) {
        this.rate = rate;
        this.clocks = clocks;
        this.next = clocks.moment();
    }

    /**
     * A fifth of the events that the routes' limits allow: requests a second without the reserve, times events in a request; the lowest of
     * the routes, because a run has one rate.
     */
    static double defaultRate(Settings settings, Set<Route> routes) {
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

    /** The letters of the next transaction, at most. */
    int chunk() {
        return (int) Math.max(1, Math.min(LARGEST_CHUNK, Math.ceil(rate / CHUNKS_A_SECOND)));
    }

    /** The time until the next transaction may go. */
    Duration pause() {
        Moment now = clocks.moment();
        return next.isAfter(now) ? next.since(now) : Duration.ZERO;
    }

    void sent(int letters) {
        Moment now = clocks.moment();
        next = (next.isAfter(now) ? next : now).plus(Duration.ofNanos((long) (letters / rate * NANOS)));
    }
}
