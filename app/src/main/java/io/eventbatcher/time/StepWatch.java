package io.eventbatcher.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Notices steps of the wall clock: since the last look another span has passed on the wall clock than between moments. One thread at a
 * time.
 */
public final class StepWatch {
    /** The longest time between the readings of the two clocks. */
    private static final Duration AT_ONCE = Duration.ofMillis(100);

    private static final int READINGS = 10;

    private final Clocks clocks;
    private final Duration least;
    private Reading last;

    private record Reading(Moment moment, Instant instant) {
        Duration wallSince(Reading earlier) {
            return Duration.between(earlier.instant, instant);
        }
    }

    /** @param least the least step to notice */
    public StepWatch(Clocks clocks, Duration least) {
        this.clocks = clocks;
        this.least = least;
        this.last = read();
    }

    /** The step since the last look, negative for a clock set back; empty without a step worth a word. */
    public Optional<Duration> look() {
        Reading now = read();
        Duration step = now.wallSince(last).minus(now.moment().since(last.moment()));
        last = now;
        return step.abs().compareTo(least) < 0 ? Optional.empty() : Optional.of(step);
    }

    /** Reads both clocks at one time; again, if the process was suspended between the readings. */
    private Reading read() {
        Moment before = clocks.moment();
        Instant instant = clocks.instant();
        Moment after = clocks.moment();
        for (int i = 1; i < READINGS && after.since(before).compareTo(AT_ONCE) > 0; i++) {
            before = clocks.moment();
            instant = clocks.instant();
            after = clocks.moment();
        }
        return new Reading(after, instant);
    }
}
