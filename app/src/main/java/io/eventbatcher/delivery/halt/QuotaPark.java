package io.eventbatcher.delivery.halt;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The time before which nothing under a quota is sent. A later answer may put it off further; nothing brings it forward, as a success
 * may belong to a request from before. Only an operator does. Owned by the poll thread.
 */
public final class QuotaPark {
    private final Clock clock;
    private boolean on;
    private boolean told;
    private Instant since = Instant.MIN;
    private Instant until = Instant.MIN;
    private String reason = "";

    public QuotaPark(Clock clock) {
        this.clock = clock;
    }

    /** @param why what HubSpot said */
    public void until(Instant time, String why) {
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

    public boolean on() {
        return on && clock.instant().isBefore(until);
    }

    public Instant since() {
        return since;
    }

    public Instant until() {
        return until;
    }

    public String reason() {
        return reason;
    }

    /** The operator wants to see whether it is over. */
    public void lift() {
        until = clock.instant();
    }

    /** What the log should say now, if anything: once when it begins or is put off, once when it is over. */
    public Optional<String> news(String whose) {
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
