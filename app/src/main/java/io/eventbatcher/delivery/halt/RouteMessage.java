package io.eventbatcher.delivery.halt;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A message about routes for the log.
 *
 * @param traceId the trace of the request whose answer called for the message; null without a recorded span
 */
public record RouteMessage(String text, @Nullable String traceId) {
    /** A message about no request in particular. */
    public static RouteMessage of(String text) {
        return new RouteMessage(text, null);
    }

    /** Gives the message to a log, with the trace's id as {@code traceId}. */
    public void warn(Logger log) {
        if (traceId == null) {
            log.warn(text);
        } else {
            log.atWarn().addKeyValue("traceId", traceId).log(text);
        }
    }
}
