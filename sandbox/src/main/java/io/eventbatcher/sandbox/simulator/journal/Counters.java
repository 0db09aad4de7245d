package io.eventbatcher.sandbox.simulator.journal;

import java.util.SortedMap;

/**
 * What one endpoint has seen so far.
 *
 * @param requests all of them, whatever became of them
 * @param byOutcome requests by the status they got or, while they wait for it, will get; {@code reset} for a broken connection
 * @param inputsAccepted inputs, counted each time they were accepted
 * @param distinctAccepted inputs that differ in event name and uuid, or in identity for marketing events; without uuid none
 * @param requestsByInputs how many requests had so many accepted inputs; the fill of batches
 * @param mostRequestsAtOnce the largest number of requests that were open at the same time
 * @param mostRequestsAtOncePerIdentity the same for one marketing event; more than 1 breaks the order. 0 for events
 */
public record Counters(
        long requests,
        SortedMap<String, Long> byOutcome,
        long inputsAccepted,
        long distinctAccepted,
        SortedMap<Integer, Long> requestsByInputs,
        int mostRequestsAtOnce,
        int mostRequestsAtOncePerIdentity) {

    /** The mean number of inputs in a request that had any accepted; 0 without one. */
    public double meanInputsPerRequest() {
        long filled =
                requestsByInputs.values().stream().mapToLong(Long::longValue).sum();
        return filled == 0 ? 0 : (double) inputsAccepted / filled;
    }
}
