package io.eventbatcher.sandbox.torture.evidence;

import java.time.Instant;
import java.util.UUID;

/**
 * A request of which HubSpot took inputs.
 *
 * @param number in order of arrival, from 1
 * @param at when it was carried out
 * @param instance the sender by its name, and
 * @param incarnation the sender as a process: each has a token of its own
 * @param ambiguity why its sender could not know that it was carried out, by the kit's doing; empty if it could
 */
public record DeliveredRequest(
        long number,
        UUID correlationId,
        Instant at,
        String instance,
        String incarnation,
        String batch,
        String attempt,
        String ambiguity) {

    public boolean ambiguous() {
        return !ambiguity.isEmpty();
    }

    @Override
    public String toString() {
        return "request %d (%s, %s, incarnation %s, batch %s, attempt %s%s)"
                .formatted(
                        number,
                        at,
                        correlationId,
                        incarnation,
                        batch,
                        attempt,
                        ambiguity.isEmpty() ? "" : ", " + ambiguity);
    }
}
