package io.eventbatcher.delivery.simulation;

import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;

/** The clocks of one machine, whose wall clock may be set forward and back. */
final class SteppedClock implements Clocks {
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
    public Moment moment() {
        return new Moment(time.nanos());
    }
}
