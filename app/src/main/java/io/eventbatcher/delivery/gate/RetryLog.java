package io.eventbatcher.delivery.gate;

import io.eventbatcher.delivery.halt.RouteMessage;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.Optional;

/** Log messages about the retries of a route: at most one a minute, and one when retries are over. Owned by the poll thread. */
final class RetryLog {
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Route route;
    private final Clocks clocks;
    private final LogThrottle throttle = new LogThrottle(INTERVAL);
    private boolean over = true;

    RetryLog(Route route, Clocks clocks) {
        this.route = route;
        this.clocks = clocks;
    }

    /** Returns the message that the outcome of a request calls for. */
    Optional<RouteMessage> message(Outcome outcome) {
        if (outcome instanceof Outcome.Retry retry) {
            // a doubt about one input says nothing of the route
            return retry.cause() == Outcome.Retry.Cause.DOUBTED ? Optional.empty() : retry(outcome.facts());
        }
        boolean stopped = outcome instanceof Outcome.Park || outcome instanceof Outcome.Halt;
        if (stopped || over) {
            return Optional.empty();
        }
        over = true;
        return Optional.of(RouteMessage.of("HubSpot answers requests of the route " + route.label() + " again."));
    }

    private Optional<RouteMessage> retry(Facts facts) {
        if (!throttle.tryLog(clocks.moment())) {
            return Optional.empty();
        }
        over = false;
        long suppressed = throttle.takeSuppressed();
        String text = "HubSpot takes no request of the route " + route.label() + ": " + facts.describe()
                + (suppressed == 0 ? "" : " Requests with a like answer since the last message: " + suppressed + ".")
                + " The events wait, and delivery sends them again until HubSpot takes them.";
        return Optional.of(new RouteMessage(text, facts.traceId()));
    }
}
