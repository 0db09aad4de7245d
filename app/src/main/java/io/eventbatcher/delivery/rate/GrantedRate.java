package io.eventbatcher.delivery.rate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many requests a changing rate has granted within the last while. When a rate moves from one instance to another, what both may
 * send within any while is still the sum of what they were granted in it: neither has to wait for the other's past to be over.
 * Owned by the poll thread.
 */
final class GrantedRate {
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final long length;
    private final Deque<Stretch> stretches = new ArrayDeque<>();

    /** From a time on, with what was granted before it. */
    private record Stretch(long from, double before, double rate) {
        double until(long time) {
            return before + rate * Math.max(0, time - from) / SECOND;
        }
    }

    GrantedRate(Duration length) {
        this.length = length.toNanos();
    }

    /** From now on so many requests a second. */
    void rate(double changed, long now) {
        Stretch last = stretches.peekLast();
        if (last == null || last.rate() != changed) {
            stretches.addLast(new Stretch(now, last == null ? 0 : last.until(now), changed));
            forgetBefore(now - length);
        }
    }

    /** Within the while that ends now; nothing was granted before the first rate. */
    double lately(long now) {
        if (stretches.isEmpty()) {
            return 0;
        }
        long start = now - length;
        forgetBefore(start);
        return stretches.getLast().until(now) - stretches.getFirst().until(start);
    }

    /** But for the one that goes on at that time. */
    private void forgetBefore(long start) {
        Stretch first = stretches.removeFirst();
        for (Stretch next = stretches.peekFirst(); next != null && next.from() <= start; next = stretches.peekFirst()) {
            first = stretches.removeFirst();
        }
        stretches.addFirst(first);
    }
}
