package io.eventbatcher.sandbox.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A webhook that keeps the newest bodies posted to it, so that notifications can be looked at without a chat. */
final class Inbox {
    private static final int MOST = 1_000;

    private final Deque<String> bodies = new ArrayDeque<>();

    synchronized void add(String body) {
        if (bodies.size() == MOST) {
            bodies.removeFirst();
        }
        bodies.addLast(body);
    }

    /** The bodies in the order of their arrival, at most the newest thousand. */
    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }
}
