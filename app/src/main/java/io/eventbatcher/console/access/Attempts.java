package io.eventbatcher.console.access;

import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Failed attempts to sign in; too many within a minute, whoever makes them, are followed by a rest. */
final class Attempts {
    private static final int MOST = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clocks clocks;
    private final Deque<Moment> failures = new ArrayDeque<>();

    Attempts(Clocks clocks) {
        this.clocks = clocks;
    }

    synchronized boolean areTooMany() {
        while (!failures.isEmpty() && clocks.moment().since(failures.getFirst()).compareTo(WINDOW) > 0) {
            failures.removeFirst();
        }
        return failures.size() >= MOST;
    }

    synchronized void failed() {
        failures.addLast(clocks.moment());
        if (failures.size() > MOST) {
            failures.removeFirst();
        }
    }
}
