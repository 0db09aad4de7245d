package io.eventbatcher.tracing;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Spans of an instance by their ends, and the spans that wait for the exporter. Any thread. */
final class SpanCounts {
    private final AtomicLong exported = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Takes a place for a span if fewer than so many wait; otherwise the span is lost. */
    boolean tryQueue(int most) {
        if (waiting.incrementAndGet() <= most) {
            return true;
        }
        waiting.decrementAndGet();
        lost.incrementAndGet();
        return false;
    }

    /** So many spans have left the queue for the exporter. */
    void unqueued(int spans) {
        waiting.addAndGet(-spans);
    }

    void addExported(int spans) {
        exported.addAndGet(spans);
    }

    void addLost(int spans) {
        lost.addAndGet(spans);
    }

    long exported() {
        return exported.get();
    }

    long lost() {
        return lost.get();
    }

    /** Gives up the spans that still wait, and returns their number. */
    int giveUpWaiting() {
        int left = waiting.getAndSet(0);
        lost.addAndGet(left);
        return left;
    }
}
