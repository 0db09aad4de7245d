package io.eventbatcher.delivery.gate;

import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Log messages about a route that is down, in the words of the status: one at the begin, and one at the end. Owned by the poll thread. */
final class DownLog {
    /** An endpoint that answers now and then goes up and down within seconds. */
    static final Duration OVER_AFTER = Duration.ofSeconds(15);

    private final Route route;
    private final Clocks clocks;
    private boolean told;
    private @Nullable Moment upSince;

    DownLog(Route route, Clocks clocks) {
        this.route = route;
        this.clocks = clocks;
    }

    /**
     * Returns the message that the present state calls for.
     *
     * @param down the cause of a route that is down
     * @param up true if the endpoint answers
     */
    Optional<String> message(Optional<RouteStatus.Cause> down, boolean up) {
        if (!up) {
            upSince = null;
        }
        if (!told) {
            told = down.isPresent();
            return down.map(cause -> "Route " + route.label() + " is down: " + cause.reason());
        }
        if (up && hasLasted()) {
            told = false;
            return Optional.of("Route " + route.label() + " is no longer down: HubSpot's endpoint answers.");
        }
        return Optional.empty();
    }

    private boolean hasLasted() {
        Moment now = clocks.moment();
        upSince = upSince == null ? now : upSince;
        return now.since(upSince).compareTo(OVER_AFTER) >= 0;
    }
}
