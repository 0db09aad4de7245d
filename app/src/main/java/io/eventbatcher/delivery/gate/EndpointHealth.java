package io.eventbatcher.delivery.gate;

import io.eventbatcher.delivery.lane.EndpointSigns;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.hubspot.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What shows that a route's endpoint is up: that it takes inputs, or took some and has not failed on ordinary requests since. A
 * refusal shows nothing, because something in front of a broken endpoint may refuse. Owned by the poll thread.
 */
public final class EndpointHealth {
    /** How many first tries are remembered, of whole loads and of parts. */
    private static final int REMEMBERED = 40;

    private long successes;
    private boolean failing;
    private int failuresInRow;
    private final Deque<Boolean> firstTries = new ArrayDeque<>();

    /**
     * An answer to this shipment came, or none.
     *
     * @param unreachable whether the outcome speaks against the endpoint
     */
    public void answered(PendingRequest shipment, Outcome outcome, boolean unreachable) {
        failuresInRow = unreachable ? failuresInRow + 1 : 0;
        boolean taken = outcome.showsAcceptance();
        if (taken) {
            successes++;
            failing = false;
        } else if (unreachable && !shipment.failedBefore()) {
            failing = true;
        }
        if (shipment.failures().count() == 0 && (unreachable || taken)) {
            remember(taken);
        }
    }

    private void remember(boolean taken) {
        firstTries.addLast(taken);
        if (firstTries.size() > REMEMBERED) {
            firstTries.removeFirst();
        }
    }

    /** A snapshot, to weigh failures by. */
    public EndpointSigns signs() {
        return new EndpointSigns(successes, mostlyUp(), failing);
    }

    /** How many requests of which something was taken. */
    public long successes() {
        return successes;
    }

    /** How many of the last requests, of whatever kind, drew 5xx or no answer one after the other; a refusal is an answer. */
    public int failuresInRow() {
        return failuresInRow;
    }

    /**
     * Whether failures speak against what is sent at all: whether a quarter of the last first tries were taken. Where HubSpot fails on
     * some inputs, it takes most; looking for them halves a load, and about every other part is taken. Where it fails on most of
     * everything, good inputs would have bad luck for as long as that lasts.
     */
    public boolean mostlyUp() {
        return 4 * firstTries.stream().filter(taken -> taken).count() >= firstTries.size();
    }

    /** Whether the last that was heard, of what was taken and of what was not under suspicion itself, is a failure. */
    public boolean failing() {
        return failing;
    }
}
