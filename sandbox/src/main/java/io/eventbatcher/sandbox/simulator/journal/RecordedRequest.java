package io.eventbatcher.sandbox.simulator.journal;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.nio.charset.StandardCharsets;

/**
 * One of the latest requests.
 *
 * @param number as in {@link AcceptedInput#request()}
 * @param outcome the status sent, or {@code reset}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RecordedRequest(
        long number, Endpoint endpoint, String outcome, String instance, String attempt, byte[] body) {
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
