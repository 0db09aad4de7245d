package io.eventbatcher.sandbox.simulator;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.TakenInput;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A request that was carried out, or refused, and is not yet answered.
 *
 * @param number in order of arrival at all endpoints, from 1
 * @param correlationId HubSpot's name for the request, as in the answer
 * @param token the bearer token; empty for none
 * @param instance the header {@code X-Event-Batcher-Instance}
 * @param batch the header {@code X-Event-Batcher-Batch}
 * @param attempt the header {@code X-Event-Batcher-Attempt}
 * @param effect of a fault; {@link Effect.None} for none
 * @param outcome the status of the answer to come, or {@code reset}
 * @param taken the accepted inputs, in order, even if the answer will hide the acceptance
 */
public record DecidedRequest(
        long number,
        UUID correlationId,
        Endpoint endpoint,
        Instant at,
        String token,
        String instance,
        String batch,
        String attempt,
        Effect effect,
        String outcome,
        List<TakenInput> taken) {

    public DecidedRequest {
        taken = List.copyOf(taken);
    }
}
