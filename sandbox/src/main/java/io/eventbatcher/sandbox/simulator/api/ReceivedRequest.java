package io.eventbatcher.sandbox.simulator.api;

import java.util.UUID;

/**
 * A request on arrival. An absent header is the empty text.
 *
 * @param number in order of arrival at all endpoints, from 1
 * @param correlationId the request's name in answers and in the read-back; made from {@code number}
 * @param instance the header {@code X-Event-Batcher-Instance}
 * @param batch the header {@code X-Event-Batcher-Batch}
 * @param attempt the header {@code X-Event-Batcher-Attempt}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReceivedRequest(
        long number,
        UUID correlationId,
        Endpoint endpoint,
        String authorization,
        String contentType,
        String instance,
        String batch,
        String attempt,
        byte[] body) {}
