package io.eventbatcher.console.reading;

import java.time.Instant;
import java.util.Optional;

/**
 * A reading as it stands.
 *
 * @param result empty while topics are read, and if they cannot be read
 * @param trouble the reason why topics cannot be read, as a sentence; empty otherwise
 * @param topic the topic that is being read
 * @param percent the part of the topic that is read
 * @param at the time of the result
 */
public record Reading<T>(Optional<T> result, String trouble, String topic, int percent, Instant at) {
    /** True while topics are read. */
    public boolean isOpen() {
        return result.isEmpty() && trouble.isEmpty();
    }
}
