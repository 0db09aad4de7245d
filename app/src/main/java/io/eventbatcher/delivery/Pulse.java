package io.eventbatcher.delivery;

import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;

/**
 * What shows that a route's endpoint is up: that it takes inputs, or took some and has not failed on ordinary requests since. A
 * refusal shows nothing, because something in front of a broken endpoint may refuse. Owned by the poll thread.
 */
final class Pulse {
    private long successes;
    private boolean failing;

    /** An answer to this shipment came. */
    void answered(Shipment shipment, Outcome outcome) {
        if (takesSomething(outcome)) {
            successes++;
            failing = false;
        } else if (outcome instanceof Outcome.Retry retry
                && retry.unreachable()
                && shipment.trial().unknown()) {
            failing = true;
        }
    }

    private static boolean takesSomething(Outcome outcome) {
        return outcome instanceof Outcome.Delivered
                || outcome instanceof Outcome.AlreadyAccepted
                || (outcome instanceof Outcome.PartlyDelivered partly
                        && partly.results().stream().anyMatch(InputResult.Proven.class::isInstance));
    }

    /** How many requests of which something was taken. */
    long successes() {
        return successes;
    }

    /** Whether the last that was heard, of what was taken and of what was not under suspicion itself, is a failure. */
    boolean failing() {
        return failing;
    }
}
