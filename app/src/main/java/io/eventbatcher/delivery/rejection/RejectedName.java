package io.eventbatcher.delivery.rejection;

import java.time.Duration;
import java.time.Instant;

/** The event name that was rejected while others were taken: believed to be so for a while, without looking again. */
final class RejectedName {
    static final Duration KNOWN_FOR = Duration.ofSeconds(10);

    private String name = "";
    private Instant until = Instant.MIN;

    void note(String refused, Instant now) {
        name = refused;
        until = now.plus(KNOWN_FOR);
    }

    boolean is(String other, Instant now) {
        return now.isBefore(until) && other.equals(name);
    }
}
