package io.eventbatcher.hubspot;

import java.time.Duration;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer, as far as its meaning depends on it.
 *
 * @param status the HTTP status
 * @param headers as they came
 * @param body the body up to a limit; cut off when it was longer, empty when there was none
 * @param latency from sending the request to the head of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they came; answers are never compared
record Answer(int status, Headers headers, byte[] body, Duration latency) {
    /** The name under which the client hands on the header {@code Retry-After}, which is for us and not for OkHttp. */
    static final String RETRY_AFTER = "X-Event-Batcher-Retry-After";

    /** The header {@code Retry-After}, verbatim. */
    @Nullable
    String retryAfter() {
        return headers.get(RETRY_AFTER);
    }

    /** HubSpot's id of the request, for answers whose body names none. */
    @Nullable
    String correlationId() {
        return headers.get("X-HubSpot-Correlation-Id");
    }

    /** Whether the body says that it is JSON, or does not say what it is. */
    boolean mayBeJson() {
        String type = headers.get("Content-Type");
        if (type == null) {
            return true;
        }
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return media.equals("application/json") || media.endsWith("+json");
    }

    /** Where a redirect leads: host and path only, because user info and query may hold secrets. */
    String target() {
        String location = headers.get("Location");
        if (location == null) {
            return "nowhere";
        }
        HttpUrl url = HttpUrl.parse(location);
        // a relative one stays on the host that was asked
        return url == null
                ? location.replaceFirst("^//[^/]*@", "//").split("[?#]", 2)[0]
                : url.host() + url.encodedPath();
    }
}
