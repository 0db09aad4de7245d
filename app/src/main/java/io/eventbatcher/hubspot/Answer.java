package io.eventbatcher.hubspot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer, as far as its meaning depends on it.
 *
 * @param status the HTTP status
 * @param retryAfter the header of that name, verbatim
 * @param correlationId the header {@code X-HubSpot-Correlation-Id}, for answers whose body names none
 * @param body the body up to a limit; cut off when it was longer, empty when there was none
 * @param latency from sending the request to the head of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they came; answers are never compared
record Answer(
        int status, @Nullable String retryAfter, @Nullable String correlationId, byte[] body, Duration latency) {}
