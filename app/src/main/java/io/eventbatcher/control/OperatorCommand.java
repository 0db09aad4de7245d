package io.eventbatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operator's order for a target; the newest order for a target counts.
 *
 * @param target a route's label, a lane ({@code behavioral/3}), or a source topic ({@code source/<topic>})
 * @param by the author's name
 * @param why a remark for colleagues; may be empty
 * @param until the time at which the order ends by itself; null for never
 */
public record OperatorCommand(
        String target,
        Kind kind,
        String by,
        String why,
        Instant at,
        @Nullable Instant until) {
    /** The kinds of orders. */
    public enum Kind {
        /** Send nothing. */
        PAUSE("pause"),
        /** Send again; a halted or parked target is tried at once. */
        RESUME("resume"),
        /** Make dead letters of rejected events, although nothing shows that the route works. */
        DEAD_LETTER("judge"),
        /** Read on behind records that Kafka no longer has. */
        ACCEPT_LOSS("accept-loss");

        /** The word in the topic's records. */
        private final String encoded;

        Kind(String encoded) {
            this.encoded = encoded;
        }

        private static Kind decode(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.encoded.equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no order is called '" + word + "'"));
        }
    }

    /** The target that stands for all lanes of a route. */
    public static String target(Route route) {
        return route.label();
    }

    /** The target that stands for one lane. */
    public static String target(Route route, int lane) {
        return route.label() + '/' + lane;
    }

    /** The target that stands for a source topic. */
    public static String source(String topic) {
        return new Subject(Subject.Kind.SOURCE, topic).text();
    }

    /** The target that stands for one loss of records in a partition of a source topic; no name of a topic has a slash. */
    public static String loss(String topic, int partition, String loss) {
        return lossesOf(topic, partition) + loss;
    }

    /** The begin of the targets of all losses in a partition. */
    public static String lossesOf(String topic, int partition) {
        return source(topic) + '/' + partition + '/';
    }

    /** The route of a target that is a route or a lane. */
    public Optional<Route> route() {
        return Subject.of(target).isSource()
                ? Optional.empty()
                : Route.labelled(target.contains("/") ? target.substring(0, target.indexOf('/')) : target);
    }

    /** The lane of a target that is a lane. */
    public Optional<Integer> lane() {
        return route().isPresent() && target.contains("/")
                ? Optional.of(Integer.valueOf(target.substring(target.indexOf('/') + 1)))
                : Optional.empty();
    }

    /** The topic of a target that is a source topic. */
    public Optional<String> sourceTopic() {
        Subject subject = Subject.of(target);
        return subject.isSource() ? Optional.of(subject.name()) : Optional.empty();
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
                .put("order", kind.encoded)
                .put("by", by)
                .put("why", why)
                .put("at", at.toString());
        return ControlJson.put(json, "until", until);
    }

    static OperatorCommand of(JsonNode json) {
        return new OperatorCommand(
                json.path("target").asText(),
                Kind.decode(json.path("order").asText()),
                json.path("by").asText(),
                json.path("why").asText(),
                Instant.parse(json.path("at").asText()),
                ControlJson.instant(json, "until"));
    }
}
