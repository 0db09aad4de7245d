package io.eventbatcher.delivery.lane;

import io.eventbatcher.config.RouteSettings;
import io.eventbatcher.record.RequestSize;

/**
 * How much a lane sends and holds.
 *
 * @param window the most loads unsettled, and the most shipments out, at a time
 * @param maxInputs events in a request
 * @param maxBytes bytes of a request's body
 */
public record LaneBounds(int window, int maxInputs, int maxBytes) {
    /** Beyond these bytes a lane takes no more, however few its batches are. */
    public static final long FULL_BYTES = 16L * 1024 * 1024;

    private static final int LEAST_LOADS_HELD = 4;

    /**
     * So many loads more than the window may be open, so that what is under suspicion can be compared with something. Each input that
     * HubSpot fails on needs a few, and a merged one a few for each of its members; a lane that runs out of them would wait for ever.
     */
    private static final int WITNESSES = 24;

    public static LaneBounds of(RouteSettings route) {
        return new LaneBounds(route.inFlight(), route.maxInputs(), route.maxBytes());
    }

    /** Whether so many inputs, whose JSON has so many bytes together, make one request. */
    public boolean fit(int inputs, long jsonBytes) {
        return inputs <= maxInputs && RequestSize.bytes(inputs, jsonBytes) <= maxBytes;
    }

    /** Whether a lane with so many unsettled loads may open one more as a witness. */
    public boolean mayOpenAsWitness(int unsettled) {
        return unsettled < window + WITNESSES;
    }

    /**
     * Whether a lane that holds this much holds enough to go on: all it may send until something is settled, and as much again.
     * Counted in events, not in batches: ten thousand batches of one event are twenty requests.
     *
     * @param lacksWitness whether all it holds is behind what is under suspicion, so that it has nothing to compare that with
     */
    public boolean full(long events, long bytes, boolean lacksWitness) {
        int loads = Math.max(LEAST_LOADS_HELD, 2 * window) + (lacksWitness ? WITNESSES : 0);
        return bytes >= FULL_BYTES || events >= (long) maxInputs * loads;
    }
}
