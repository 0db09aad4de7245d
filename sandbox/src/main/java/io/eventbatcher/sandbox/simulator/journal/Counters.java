package io.eventbatcher.sandbox.simulator.journal;

import java.util.SortedMap;

/**
 * The counters of one endpoint.
 *
 * @param byOutcome requests by status, counted before the answer leaves; {@code reset} for a broken connection
 * @param inputsAccepted counted at each acceptance
 * @param distinctAccepted inputs that differ in event name and uuid, or in identity for marketing events; without uuid none
 * @param requestsByInputs requests by number of accepted inputs; the fill of batches
 * @param mostRequestsAtOnce the largest number of requests open at the same time
 * @param mostRequestsAtOncePerIdentity the largest number for one marketing event; more than 1 breaks the order. 0 for events
 */
public record Counters(
        long requests,
        SortedMap<String, Long> byOutcome,
        long inputsAccepted,
        long distinctAccepted,
        SortedMap<Integer, Long> requestsByInputs,
        int mostRequestsAtOnce,
        int mostRequestsAtOncePerIdentity) {

    /** The mean number of inputs in a request with accepted inputs; 0 without requests. */
    public double meanInputsPerRequest() {
        long filled =
                requestsByInputs.values().stream().mapToLong(Long::longValue).sum();
        return filled == 0 ? 0 : (double) inputsAccepted / filled;
    }
}
