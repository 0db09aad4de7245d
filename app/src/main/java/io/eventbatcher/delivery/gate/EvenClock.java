package io.eventbatcher.delivery.gate;

import io.eventbatcher.time.Clocks;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The moments of this process, for a library that measures spans by a {@link Clock}. The instants are of no use to people. */
final class EvenClock extends Clock {
    private final Clocks clocks;

    EvenClock(Clocks clocks) {
        this.clocks = clocks;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(clocks.moment().nanos());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
