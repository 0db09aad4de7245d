package io.eventbatcher.sandbox.simulator.access;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Allows a number of requests within any span of time of one length. Refused requests do not count. Not thread-safe. */
final class RollingWindow {
    private final int limit;
    private final long lengthMillis;
    private final Deque<Long> taken = new ArrayDeque<>();

    RollingWindow(int limit, Duration length) {
        this.limit = limit;
        this.lengthMillis = length.toMillis();
    }

    boolean hasRoom(long nowMillis) {
        while (!taken.isEmpty() && taken.peekFirst() <= nowMillis - lengthMillis) {
            taken.removeFirst();
        }
        return taken.size() < limit;
    }

    void take(long nowMillis) {
        taken.addLast(nowMillis);
    }

    int limit() {
        return limit;
    }

    int remaining() {
        return limit - taken.size();
    }

    long lengthMillis() {
        return lengthMillis;
    }
}
