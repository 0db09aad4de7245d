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
    private int failuresInRow;

    /** An answer to this shipment came. */
    void answered(Shipment shipment, Outcome outcome) {
        boolean unreachable = outcome instanceof Outcome.Retry retry && retry.unreachable();
        failuresInRow = unreachable ? failuresInRow + 1 : 0;
        if (takesSomething(outcome)) {
            successes++;
            failing = false;
        } else if (unreachable && !shipment.failedBefore()) {
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

    /** How many of the last requests, of whatever kind, drew 5xx or no answer one after the other; a refusal is an answer. */
    int failuresInRow() {
        return failuresInRow;
    }

    /** Whether the last that was heard, of what was taken and of what was not under suspicion itself, is a failure. */
    boolean failing() {
        return failing;
    }
}
