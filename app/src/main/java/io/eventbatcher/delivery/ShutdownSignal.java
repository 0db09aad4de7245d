package io.eventbatcher.delivery;

import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;

/** The order to stop, with the time to do so. Any thread. */
final class ShutdownSignal {
    private final Clocks clocks;
    private volatile boolean given;
    private volatile Moment end = Moment.NEVER;

    ShutdownSignal(Clocks clocks) {
        this.clocks = clocks;
    }

    /** @param bound the longest wait for requests in flight */
    void give(Duration bound) {
        end = clocks.moment().plus(bound);
        given = true;
    }

    boolean given() {
        return given;
    }

    /** True if the time to stop is over; never before the order to stop. */
    boolean over() {
        return !clocks.moment().isBefore(end);
    }
}
