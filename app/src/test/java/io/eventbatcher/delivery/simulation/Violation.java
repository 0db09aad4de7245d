package io.eventbatcher.delivery.simulation;

import java.time.Duration;

/** An invariant that does not hold. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    private final String invariant;
    private final transient Duration at;

    Violation(String invariant, Duration at, String what) {
        super("after " + Duration.ofSeconds(at.toSeconds()) + " [" + invariant + "] " + what);
        this.invariant = invariant;
        this.at = at;
    }

    String invariant() {
        return invariant;
    }

    /** The simulated time until it was seen. */
    Duration at() {
        return at;
    }
}
