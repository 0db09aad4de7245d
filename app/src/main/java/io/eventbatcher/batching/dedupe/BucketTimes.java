package io.eventbatcher.batching.dedupe;

import java.time.Duration;

/**
 * The age of dedupe entries. A bucket is of the window's length, so that a look-up is a few point reads instead of a scan; the time in
 * the entry makes the window exact. Two buckets are kept: the window reaches from the current bucket into the earlier.
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

    /** The first bucket that is still needed. */
    long oldestBucket(long now) {
        return bucket(now) - window;
    }

    /** A clock that was set back gives a negative age, which is within the window. */
    boolean isWithin(DedupeEntry entry, long now) {
        return now - entry.seenAt() < window;
    }

    /** The age of the oldest entry at most. */
    Duration retention() {
        return Duration.ofMillis(2 * window);
    }
}
