package io.eventbatcher.hubspot;

import io.eventbatcher.log.Printable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer in short, for receipts, dead letters and logs; never the payload. Texts are {@link Printable}.
 *
 * @param status the HTTP status; 0 without an answer
 * @param category HubSpot's category, if the body names a category
 * @param message HubSpot's message, or the failure of the connection; at most {@value #LONGEST_TEXT} characters
 * @param correlationId HubSpot's id of the request
 * @param latency from sending the request to the head of the answer; zero without an answer
 * @param traceId the trace of the request's span; null unless the span is recorded
 */
public record Facts(
        int status,
        @Nullable String category,
        @Nullable String message,
        @Nullable String correlationId,
        Duration latency,
        @Nullable String traceId) {
    public static final int LONGEST_TEXT = 1_000;

    private static final int NO_ANSWER = 0;

    public Facts {
        category = limited(category);
        message = limited(message);
        correlationId = limited(correlationId);
    }

    /** An answer to a request without a span. */
    public Facts(
            int status,
            @Nullable String category,
            @Nullable String message,
            @Nullable String correlationId,
            Duration latency) {
        this(status, category, message, correlationId, latency, null);
    }

    /** True if HubSpot answered the request. */
    public boolean answered() {
        return status != NO_ANSWER;
    }

    public static Facts withoutAnswer(String message) {
        return new Facts(NO_ANSWER, null, message, null, Duration.ZERO);
    }

    /** The answer, about a single input. */
    public Facts about(@Nullable String ofCategory, @Nullable String ofMessage) {
        return new Facts(
                status,
                ofCategory == null ? category : ofCategory,
                ofMessage == null ? message : ofMessage,
                correlationId,
                latency,
                traceId);
    }

    /** The answer to a request with a span of a trace. */
    public Facts traced(String id) {
        return new Facts(status, category, message, correlationId, latency, id);
    }

    /** The answer, with another sentence behind HubSpot's message. */
    public Facts adding(String sentence) {
        return new Facts(
                status,
                category,
                message == null ? sentence : message + (message.endsWith(".") ? " " : ". ") + sentence,
                correlationId,
                latency,
                traceId);
    }

    /** A sentence for people: {@code 400 VALIDATION_ERROR: ….}. */
    public String describe() {
        StringBuilder text = new StringBuilder(answered() ? String.valueOf(status) : "no answer");
        if (category != null) {
            text.append(' ').append(category);
        }
        if (message != null) {
            text.append(": ").append(message);
        }
        boolean ended = text.charAt(text.length() - 1) == '.';
        return ended ? text.toString() : text.append('.').toString();
    }

    private static @Nullable String limited(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String clean = Printable.of(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT);
    }
}
