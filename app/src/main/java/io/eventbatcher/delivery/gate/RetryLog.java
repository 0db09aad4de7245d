package io.eventbatcher.delivery.gate;

import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the log should say of requests that must be repeated. They are, for as long as it takes, so without a word a wrong token
 * would look like a service with nothing to do; with a word each, an outage would fill the disk. Owned by the poll thread.
 */
public final class RetryLog {
    /** A route complains at most this often. */
    public static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<Route, Trouble> troubles = new EnumMap<>(Route.class);

    /** The last complaint about a route, and what came after it. */
    private static final class Trouble {
        private Instant told = Instant.MIN;
        private long untold;
        private boolean over = true;
    }

    public RetryLog(Clock clock) {
        this.clock = clock;
    }

    /** A sentence for the log when this outcome calls for one. */
    public Optional<String> about(Route route, Outcome outcome) {
        Trouble trouble = troubles.computeIfAbsent(route, unheardOf -> new Trouble());
        if (outcome instanceof Outcome.Retry retry) {
            return retry(route, trouble, retry.facts());
        }
        boolean turnedAway = outcome instanceof Outcome.Park || outcome instanceof Outcome.Halt;
        return turnedAway ? Optional.empty() : answer(route, trouble);
    }

    private Optional<String> retry(Route route, Trouble trouble, Facts facts) {
        Instant now = clock.instant();
        if (now.isBefore(trouble.told.plus(INTERVAL))) {
            trouble.untold++;
            return Optional.empty();
        }
        String others = trouble.untold == 0 ? "" : " Further requests that fared like this: " + trouble.untold + ".";
        trouble.told = now;
        trouble.untold = 0;
        trouble.over = false;
        return Optional.of("HubSpot takes no request of the route " + route.label() + ": " + facts.describe() + others
                + " Its events wait and are sent again until it does.");
    }

    private static Optional<String> answer(Route route, Trouble trouble) {
        if (trouble.over) {
            return Optional.empty();
        }
        trouble.over = true;
        return Optional.of("HubSpot answers requests of the route " + route.label() + " again.");
    }
}
