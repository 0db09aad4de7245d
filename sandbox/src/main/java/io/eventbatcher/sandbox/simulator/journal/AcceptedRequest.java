package io.eventbatcher.sandbox.simulator.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * A request with accepted inputs.
 *
 * @param firstOrder the place of the first accepted input among all of the endpoint, from 0
 * @param inputs the number of accepted inputs
 * @param correlationId HubSpot's name for the request
 * @param acceptedAt the time of the decision, before the answer waits for the latency; in milliseconds
 */
public record AcceptedRequest(long firstOrder, int inputs, UUID correlationId, Instant acceptedAt) {}
