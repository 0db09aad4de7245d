package io.eventbatcher.delivery.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The wall clock of one machine, which may be set forward and back. */
final class SteppedClock extends Clock {
    private final SimulatedTime time;
    private Duration ahead = Duration.ZERO;

    SteppedClock(SimulatedTime time) {
        this.time = time;
    }

    void step(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return time.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("delivery asks for no zone");
    }
}
