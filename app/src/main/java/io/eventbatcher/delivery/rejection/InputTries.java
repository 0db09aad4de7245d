package io.eventbatcher.delivery.rejection;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last 40 inputs that HubSpot took, or refused alone by a halting answer. */
final class InputTries {
    private static final int REMEMBERED = 40;

    /** On a quiet route, a few culprits must not hide each other. */
    private static final int FEW = 3;

    private final Deque<Boolean> tries = new ArrayDeque<>();

    void taken(int inputs) {
        for (int i = 0; i < Math.min(inputs, REMEMBERED); i++) {
            add(true);
        }
    }

    void refused() {
        add(false);
    }

    private void add(boolean taken) {
        tries.addLast(taken);
        if (tries.size() > REMEMBERED) {
            tries.removeFirst();
        }
    }

    /** True if HubSpot refused no more than a tenth, and three. */
    boolean nearlyAllTaken() {
        long refused = tries.stream().filter(taken -> !taken).count();
        return refused <= FEW + tries.size() / 10;
    }
}
