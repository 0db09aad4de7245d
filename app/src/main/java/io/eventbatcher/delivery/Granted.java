package io.eventbatcher.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many requests a changing rate has granted within the last while. When a rate moves from one instance to another, what both may
 * send within any while is still the sum of what they were granted in it: neither has to wait for the other's past to be over.
 * Owned by the poll thread.
 */
final class Granted {
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final long length;
    private final Deque<Stretch> stretches = new ArrayDeque<>();

    /** From a time on, with what was granted before it. */
    private record Stretch(long from, double before, double rate) {
        double until(long time) {
            return before + rate * Math.max(0, time - from) / SECOND;
        }
    }

    Granted(Duration length) {
        this.length = length.toNanos();
    }

    /** From now on so many requests a second. */
    void rate(double changed, long now) {
        Stretch last = stretches.peekLast();
        if (last == null || last.rate() != changed) {
            stretches.addLast(new Stretch(now, last == null ? 0 : last.until(now), changed));
        }
    }

    /** Within the while that ends now; nothing was granted before the first rate. */
    double lately(long now) {
        long start = now - length;
        Stretch first = stretches.pollFirst();
        if (first == null) {
            return 0;
        }
        for (Stretch next = stretches.peekFirst(); next != null && next.from() <= start; next = stretches.peekFirst()) {
            first = stretches.removeFirst();
        }
        stretches.addFirst(first);
        return stretches.getLast().until(now) - first.until(start);
    }
}
