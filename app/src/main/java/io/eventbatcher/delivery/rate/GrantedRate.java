package io.eventbatcher.delivery.rate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The number of requests granted by a changing rate within a sliding window. When a rate moves from one instance to another, both
 * together still send no more than was granted in any window; neither waits for the past of the second. Owned by the poll thread.
 */
final class GrantedRate {
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final long length;
    private final Deque<Stretch> stretches = new ArrayDeque<>();

    /** A rate from a time on, with the requests granted before. */
    private record Stretch(long from, double before, double rate) {
        double until(long time) {
            return before + rate * Math.max(0, time - from) / SECOND;
        }
    }

    GrantedRate(Duration length) {
        this.length = length.toNanos();
    }

    /** @param changed the new rate, in requests a second */
    void rate(double changed, long now) {
        Stretch last = stretches.peekLast();
        if (last == null || last.rate() != changed) {
            stretches.addLast(new Stretch(now, last == null ? 0 : last.until(now), changed));
            forgetBefore(now - length);
        }
    }

    /** The requests granted in the window that ends now; none before the first rate. */
    double lately(long now) {
        if (stretches.isEmpty()) {
            return 0;
        }
        long start = now - length;
        forgetBefore(start);
        return stretches.getLast().until(now) - stretches.getFirst().until(start);
    }

    /** Keeps the stretch in force at the start. */
    private void forgetBefore(long start) {
        Stretch first = stretches.removeFirst();
        for (Stretch next = stretches.peekFirst(); next != null && next.from() <= start; next = stretches.peekFirst()) {
            first = stretches.removeFirst();
        }
        stretches.addFirst(first);
    }
}
