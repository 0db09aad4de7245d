package io.eventbatcher.delivery.lane;

import io.eventbatcher.config.RouteSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.record.HeapBounds;
import io.eventbatcher.record.RequestSize;
import io.eventbatcher.route.Route;

/**
 * The bounds on a lane's sending and holding.
 *
 * @param window the most unsettled {@link CoalescedBatches}, and the most requests in flight, at a time
 * @param maxInputs inputs in a request
 * @param maxBytes bytes of a request's body
 * @param heldBytes bytes of batches: a lane with as many takes no more, however few batches
 */
public record LaneBounds(int window, int maxInputs, int maxBytes, long heldBytes) {
    private static final long MOST_HELD_BYTES = 16L * 1024 * 1024;

    private static final int LEAST_REQUESTS_HELD = 4;

    /**
     * The requests beyond the window that may be open for comparison with suspicious inputs. Each input on which HubSpot fails needs a
     * few, a merged input a few for each item; a lane without any would wait for ever.
     */
    private static final int COMPARISONS = 24;

    /** With as many bytes held as on a large heap. */
    public LaneBounds(int window, int maxInputs, int maxBytes) {
        this(window, maxInputs, maxBytes, MOST_HELD_BYTES);
    }

    public static LaneBounds of(Settings settings, Route route) {
        RouteSettings of = settings.route(route);
        long heldBytes = HeapBounds.ofThisProcess().laneBytes(settings.enabledLanes());
        return new LaneBounds(of.inFlight(), of.maxInputs(), of.maxBytes(), heldBytes);
    }

    /** @param jsonBytes the bytes of all inputs' JSON */
    boolean fits(int inputs, long jsonBytes) {
        return inputs <= maxInputs && RequestSize.bytes(inputs, jsonBytes) <= maxBytes;
    }

    /** True if a lane may open one more request for comparison. */
    boolean mayOpenForComparison(int unsettled) {
        return unsettled < window + COMPARISONS;
    }

    /**
     * True if a lane holds twice as much as the window lets it send. Events count, not batches: ten thousand batches of one event are
     * twenty requests.
     *
     * @param lacksComparison true if the lane holds nothing to compare suspicious inputs with
     */
    boolean full(long events, long bytes, boolean lacksComparison) {
        int requests = Math.max(LEAST_REQUESTS_HELD, 2 * window) + (lacksComparison ? COMPARISONS : 0);
        return bytes >= MOST_HELD_BYTES || events >= (long) maxInputs * requests;
    }

    /** True if so many bytes are the lane's share of the heap, or more. */
    boolean fillShare(long bytes) {
        return bytes >= heldBytes;
    }
}
