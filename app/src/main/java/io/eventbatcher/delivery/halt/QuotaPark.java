package io.eventbatcher.delivery.halt;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * A stop until a time, of all routes under a quota. A later answer may put the time off but not forward, because a success may belong to
 * a request sent before. Owned by the poll thread.
 */
public final class QuotaPark {
    private final Clock clock;
    private boolean begun;
    private boolean logged;
    private Instant since = Instant.MIN;
    private Instant until = Instant.MIN;
    private String reason = "";

    public QuotaPark(Clock clock) {
        this.clock = clock;
    }

    /** @param why HubSpot's answer */
    public void until(Instant time, String why) {
        Instant now = clock.instant();
        if (!time.isAfter(now) || (on() && !time.isAfter(until))) {
            return;
        }
        if (!on()) {
            since = now;
        }
        begun = true;
        logged = false;
        until = time;
        reason = why;
    }

    public boolean on() {
        return begun && clock.instant().isBefore(until);
    }

    /** Ends the park by an operator's command. */
    public void lift() {
        until = clock.instant();
    }

    public RouteStatus.Cause cause() {
        return new RouteStatus.Cause(RouteStatus.State.PARKED, reason, since, until);
    }

    /**
     * Returns a due message for the log, when the park begins, is put off or is over.
     *
     * @param subject the stopped routes
     */
    public Optional<String> message(String subject) {
        if (begun && !on()) {
            begun = false;
            return Optional.of("The wait is over: requests of " + subject + " go again.");
        }
        if (!begun || logged) {
            return Optional.empty();
        }
        logged = true;
        return Optional.of("Nothing of " + subject + " is sent before " + until + ": " + reason
                + " The events wait, and delivery goes on by itself. If the limit was raised meanwhile: event-batcher lanes"
                + " resume.");
    }
}
