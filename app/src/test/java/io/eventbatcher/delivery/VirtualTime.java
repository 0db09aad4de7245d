package io.eventbatcher.delivery;

import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that passes when a test says so, and then runs the timers that have become due. */
public final class VirtualTime extends Clock implements Clocks, Timers {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final List<Timer> timers = new ArrayList<>();
    private long nanos;
    private Duration ahead = Duration.ZERO;

    private record Timer(long due, Runnable action) {}

    @Override
    public void after(Duration delay, Runnable action) {
        timers.add(new Timer(nanos + delay.toNanos(), action));
    }

    public void advance(Duration by) {
        long end = nanos + by.toNanos();
        for (Optional<Timer> next = next(); next.isPresent() && next.get().due <= end; next = next()) {
            timers.remove(next.get());
            nanos = Math.max(nanos, next.get().due);
            next.get().action.run();
        }
        nanos = end;
    }

    /** Sets the wall clock forward or back; no time passes. */
    public void step(Duration by) {
        ahead = ahead.plus(by);
    }

    /** The time until the next timer is due. */
    public Optional<Duration> untilNext() {
        return next().map(timer -> Duration.ofNanos(Math.max(0, timer.due - nanos)));
    }

    private Optional<Timer> next() {
        return timers.stream().min(Comparator.comparingLong(Timer::due));
    }

    public long nanoTime() {
        return nanos;
    }

    @Override
    public Moment moment() {
        return new Moment(nanos);
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos).plus(ahead);
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
