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
 * @param number counts the requests to all endpoints, from 1, in order of arrival
 * @param correlationId HubSpot's name for it, as in the answer
 * @param token what came as bearer token; empty without one
 * @param instance the header {@code X-Event-Batcher-Instance}
 * @param batch the header {@code X-Event-Batcher-Batch}
 * @param attempt the header {@code X-Event-Batcher-Attempt}
 * @param effect the fault that befell it; {@link Effect.None} for none
 * @param outcome the status of the answer to come, or {@code reset}
 * @param taken the inputs that were accepted, in order; whether the sender will learn of it is another matter
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
