package io.eventbatcher.sandbox.simulator.journal;

import java.util.UUID;

/**
 * An accepted input, before any deduplication. The answer was a 2xx, or would have been without a fault.
 *
 * @param order among all accepted inputs of the endpoint, from 0
 * @param request the number of the request; an unbroken count over all endpoints, from 1
 * @param identity the uuid of an event or empty; of a marketing event, {@code externalAccountId/externalEventId} (upsert) or the object id
 *     (update)
 * @param eventName empty for none
 * @param tracked the value of the tracked property; empty for none
 * @param correlationId HubSpot's name for the request, as in the answer's {@code X-HubSpot-Correlation-Id}
 * @param instance the header {@code X-Event-Batcher-Instance}, else empty
 * @param attempt the header {@code X-Event-Batcher-Attempt}, else empty
 */
public record AcceptedInput(
        long order,
        long request,
        String identity,
        String eventName,
        String tracked,
        UUID correlationId,
        String instance,
        String attempt) {}
