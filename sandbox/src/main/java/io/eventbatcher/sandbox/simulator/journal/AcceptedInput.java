package io.eventbatcher.sandbox.simulator.journal;

import java.util.UUID;

/**
 * One input of a request that was answered with a 2xx (or would have been, if a fault had not eaten the answer), before any deduplication.
 *
 * @param order its place among all accepted inputs of the endpoint, from 0
 * @param request the number of the request it came in; an unbroken count over all endpoints, from 1
 * @param identity the uuid of an event (empty if it had none); of a marketing event, {@code externalAccountId/externalEventId} (upsert) or
 *     the object id (update)
 * @param eventName empty if it had none
 * @param tracked the value of the tracked property; empty if it had none
 * @param correlationId HubSpot's name for the request, as in the answer's {@code X-HubSpot-Correlation-Id}
 * @param instance what the sender said about itself in {@code X-Event-Batcher-Instance}, else empty
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
