package io.eventbatcher.delivery;

import io.eventbatcher.config.RouteSettings;

/**
 * How much a lane sends and holds.
 *
 * @param window the most loads unsettled, and the most shipments out, at a time
 * @param maxInputs events in a request
 * @param maxBytes bytes of a request's body
 */
record LaneBounds(int window, int maxInputs, int maxBytes) {
    /** Beyond these bytes a lane takes no more, however few its batches are. */
    static final long FULL_BYTES = 16L * 1024 * 1024;

    /** {@code {"inputs":[]}}. */
    private static final int ENVELOPE_BYTES = 13;

    private static final int LEAST_LOADS_HELD = 4;

    static LaneBounds of(RouteSettings route) {
        return new LaneBounds(route.inFlight(), route.maxInputs(), route.maxBytes());
    }

    /** Whether so many inputs, whose JSON has so many bytes together, make one request. */
    boolean fit(int inputs, long jsonBytes) {
        return inputs <= maxInputs && ENVELOPE_BYTES + jsonBytes + inputs - 1 <= maxBytes;
    }

    /**
     * Whether a lane that holds this much holds enough to go on: all it may send until something is settled, and as much again.
     * Counted in events, not in batches: ten thousand batches of one event are twenty requests.
     */
    boolean full(long events, long bytes) {
        return bytes >= FULL_BYTES || events >= (long) maxInputs * Math.max(LEAST_LOADS_HELD, 2 * window);
    }
}
