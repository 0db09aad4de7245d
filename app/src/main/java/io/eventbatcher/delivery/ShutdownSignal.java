package io.eventbatcher.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether delivery is to stop, and how much time it has. Any thread. */
final class ShutdownSignal {
    private final Clock clock;
    private volatile boolean given;
    private volatile Instant end = Instant.MAX;

    ShutdownSignal(Clock clock) {
        this.clock = clock;
    }

    /** @param bound how long what is in flight may be waited for */
    void give(Duration bound) {
        end = clock.instant().plus(bound);
        given = true;
    }

    boolean given() {
        return given;
    }

    /** Whether so much time is over as a stop may take; never before it is given. */
    boolean over() {
        return !clock.instant().isBefore(end);
    }
}
