package io.eventbatcher.sandbox.torture.evidence;

import java.time.Instant;
import java.util.UUID;

/**
 * A request with inputs taken by HubSpot.
 *
 * @param number in order of arrival, from 1
 * @param at the time of the decision
 * @param instance the sender's name
 * @param incarnation the sender's process, by its token
 * @param ambiguity the fault that hid the acceptance from the sender; empty for none
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
