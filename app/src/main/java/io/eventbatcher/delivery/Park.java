package io.eventbatcher.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The time before which nothing under a quota is sent. A later answer may put it off further; nothing brings it forward, as a success
 * may belong to a request from before. Only an operator does. Owned by the poll thread.
 */
final class Park {
    private final Clock clock;
    private boolean on;
    private boolean told;
    private Instant since = Instant.MIN;
    private Instant until = Instant.MIN;
    private String reason = "";

    Park(Clock clock) {
        this.clock = clock;
    }

    /** @param why what HubSpot said */
    void until(Instant time, String why) {
        Instant now = clock.instant();
        if (!time.isAfter(now) || (on() && !time.isAfter(until))) {
            return;
        }
        if (!on()) {
            since = now;
        }
        on = true;
        told = false;
        until = time;
        reason = why;
    }

    boolean on() {
        return on && clock.instant().isBefore(until);
    }

    Instant since() {
        return since;
    }

    Instant until() {
        return until;
    }

    String reason() {
        return reason;
    }

    /** The operator wants to see whether it is over. */
    void lift() {
        until = clock.instant();
    }

    /** What the log should say now, if anything: once when it begins or is put off, once when it is over. */
    Optional<String> news(String whose) {
        if (on && !on()) {
            on = false;
            return Optional.of("The wait is over: requests of " + whose + " go again.");
        }
        if (!on || told) {
            return Optional.empty();
        }
        told = true;
        return Optional.of(
                "Nothing of " + whose + " is sent before " + until + ": " + reason
                        + " Its events wait, and go on by themselves. When the limit was raised meanwhile: event-batcher lanes resume.");
    }
}
