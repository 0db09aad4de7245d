package io.eventbatcher.hubspot.answer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an HTTP answer that decide about the outcome.
 *
 * @param status the HTTP status
 * @param headers verbatim
 * @param body the first bytes of the body, up to a limit; empty without a body
 * @param latency from sending the request to the head of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // answers are never compared
public record Answer(int status, Headers headers, byte[] body, Duration latency) {
    /** Carries the header {@code Retry-After}, hidden from OkHttp under another name. */
    public static final String RETRY_AFTER = "X-Event-Batcher-Retry-After";

    /** The header {@code Retry-After}, verbatim. */
    @Nullable
    String retryAfter() {
        return headers.get(RETRY_AFTER);
    }

    /** HubSpot's id of the request, for bodies without an id. */
    @Nullable
    String correlationId() {
        return headers.get("X-HubSpot-Correlation-Id");
    }

    /** True unless the status rules out a body (RFC 9110, 15.3.5 and 15.3.6), whatever follows the head. */
    public static boolean mayHaveBody(int status) {
        return status != 204 && status != 205;
    }

    /** The scopes that a 403 demands, by {@link AnswerBody#requiredScopes}. */
    public Set<String> requiredScopes() {
        return AnswerBody.read(body).requiredScopes();
    }

    /** True if the body is a page for people: by the content type, or by a body that begins like HTML. */
    boolean isPage() {
        String type = headers.get("Content-Type");
        boolean html = type != null && type.toLowerCase(Locale.ROOT).contains("html");
        return html || new String(body, StandardCharsets.UTF_8).strip().startsWith("<");
    }

    /** True if the content type is JSON or absent. */
    boolean mayBeJson() {
        String type = headers.get("Content-Type");
        if (type == null) {
            return true;
        }
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return media.equals("application/json") || media.endsWith("+json");
    }

    /** Host and path of a redirect; without user info and query, which may hold secrets. */
    String target() {
        String location = headers.get("Location");
        if (location == null) {
            return "nowhere";
        }
        HttpUrl url = HttpUrl.parse(location);
        // a relative location stays on the same host
        return url == null
                ? location.replaceFirst("^//[^/]*@", "//").split("[?#]", 2)[0]
                : url.host() + url.encodedPath();
    }
}
