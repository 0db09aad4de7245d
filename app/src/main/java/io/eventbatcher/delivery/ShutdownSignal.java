package io.eventbatcher.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The order to stop, with the time to do so. Any thread. */
final class ShutdownSignal {
    private final Clock clock;
    private volatile boolean given;
    private volatile Instant end = Instant.MAX;

    ShutdownSignal(Clock clock) {
        this.clock = clock;
    }

    /** @param bound the longest wait for requests in flight */
    void give(Duration bound) {
        end = clock.instant().plus(bound);
        given = true;
    }

    boolean given() {
        return given;
    }

    /** True if the time to stop is over; never before the order to stop. */
    boolean over() {
        return !clock.instant().isBefore(end);
    }
}
