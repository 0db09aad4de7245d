package io.eventbatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants. The newest one for a target counts.
 *
 * @param target a route's label, a lane ({@code behavioral/3}), or a source topic ({@code source/<topic>})
 * @param by who
 * @param why a remark for others; may be empty
 * @param until when it ends by itself; null for never
 */
public record OperatorCommand(
        String target,
        Kind kind,
        String by,
        String why,
        Instant at,
        @Nullable Instant until) {
    static final String SOURCE = "source/";

    /** The orders there are. */
    public enum Kind {
        /** Sends nothing. */
        PAUSE,
        /** Goes on; tries at once what is halted or parked. */
        RESUME,
        /** Rejections are right. */
        JUDGE
    }

    /** About all lanes of a route. */
    public static String target(Route route) {
        return route.label();
    }

    /** About one lane. */
    public static String target(Route route, int lane) {
        return route.label() + '/' + lane;
    }

    /** About a source topic. */
    public static String source(String topic) {
        return SOURCE + topic;
    }

    /** The route this is about, if it is. */
    public Optional<Route> route() {
        return target.startsWith(SOURCE)
                ? Optional.empty()
                : Route.labelled(target.contains("/") ? target.substring(0, target.indexOf('/')) : target);
    }

    /** The lane this is about, if it is about one alone. */
    public Optional<Integer> lane() {
        return route().isPresent() && target.contains("/")
                ? Optional.of(Integer.valueOf(target.substring(target.indexOf('/') + 1)))
                : Optional.empty();
    }

    /** The source topic this is about, if it is. */
    public Optional<String> sourceTopic() {
        return target.startsWith(SOURCE) ? Optional.of(target.substring(SOURCE.length())) : Optional.empty();
    }

    /** {@code ada: a remark}. */
    public String signature() {
        return why.isEmpty() ? by : by + ": " + why;
    }

    String key() {
        return ControlJson.ORDER + target;
    }

    ObjectNode toJson() {
        ObjectNode json = ControlJson.object()
                .put("target", target)
                .put("order", kind.name().toLowerCase(Locale.ROOT))
                .put("by", by)
                .put("why", why)
                .put("at", at.toString());
        return until == null ? json : json.put("until", until.toString());
    }

    static OperatorCommand of(JsonNode json) {
        return new OperatorCommand(
                json.path("target").asText(),
                Kind.valueOf(json.path("order").asText().toUpperCase(Locale.ROOT)),
                json.path("by").asText(),
                json.path("why").asText(),
                Instant.parse(json.path("at").asText()),
                ControlJson.instant(json, "until"));
    }
}
