package io.eventbatcher.batching;

import java.time.Duration;

/**
 * How marks age. Buckets are of the window's length, so that a look-up is a few point reads instead of a scan; the time in the mark
 * makes the window exact. Two buckets are kept, or the earlier one would already be gone.
 */
final class BucketTimes {
    private final long window;

    BucketTimes(Duration window) {
        this.window = window.toMillis();
    }

    /** Milliseconds. */
    long window() {
        return window;
    }

    long bucket(long time) {
        return time - Math.floorMod(time, window);
    }

    /** Before this one nothing is needed any longer. */
    long oldestBucket(long now) {
        return bucket(now) - window;
    }

    /** A clock that was set back gives a negative age, which is within the window. */
    boolean isWithin(DedupeEntry mark, long now) {
        return now - mark.seenAt() < window;
    }

    /** How long the oldest mark is kept, at most. */
    Duration kept() {
        return Duration.ofMillis(2 * window);
    }
}
