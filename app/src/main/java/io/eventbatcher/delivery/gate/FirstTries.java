package io.eventbatcher.delivery.gate;

import java.util.ArrayDeque;
import java.util.Deque;

/** Results of the last 40 first tries of a route, whole requests and parts alike. */
final class FirstTries {
    private static final int REMEMBERED = 40;

    private final Deque<Boolean> accepted = new ArrayDeque<>();

    /** @param taken true if HubSpot took an input; false for a failure */
    void add(boolean taken) {
        accepted.addLast(taken);
        if (accepted.size() > REMEMBERED) {
            accepted.removeFirst();
        }
    }

    /**
     * True if HubSpot took at least a quarter. HubSpot takes most requests when only some inputs make HubSpot fail, and about half of the
     * parts in which delivery searches for such inputs. With less, good inputs fail by chance.
     */
    boolean acceptedEnough() {
        return 4 * accepted.stream().filter(taken -> taken).count() >= accepted.size();
    }
}
