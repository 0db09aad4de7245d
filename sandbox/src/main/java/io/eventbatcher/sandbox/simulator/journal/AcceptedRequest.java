package io.eventbatcher.sandbox.simulator.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * A request of which inputs were accepted.
 *
 * @param firstOrder the place of its first accepted input among all of the endpoint, from 0
 * @param inputs how many were accepted
 * @param correlationId HubSpot's name for it
 * @param acceptedAt when it was decided, which is before its answer waits for the latency; in milliseconds
 */
public record AcceptedRequest(long firstOrder, int inputs, UUID correlationId, Instant acceptedAt) {}
