package io.eventbatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a lane stood when its instance last said so, or a source topic that ingest has halted.
 *
 * @param route its label; of a source topic {@code source/<topic>}
 * @param lane its number; 0 of a source topic
 * @param state open, paused, halted, parked or down
 * @param reason sentences for people; empty when it is open
 * @param since when that began; null when it is open
 * @param until when it ends by itself; null when that is not known
 * @param inFlight requests in flight
 * @param heldBack rejections of the route that are not believed yet, on all lanes of the instance
 * @param at when the instance said so
 */
public record LaneState(
        String instance,
        String route,
        int lane,
        String state,
        String reason,
        @Nullable Instant since,
        @Nullable Instant until,
        int inFlight,
        int heldBack,
        Instant at) {

    /** A source topic that is halted. */
    public static LaneState ofSource(String instance, String topic, String reason, Instant since, Instant at) {
        return new LaneState(instance, OperatorCommand.source(topic), 0, "halted", reason, since, null, 0, 0, at);
    }

    /** Whether this is about a source topic. */
    public boolean aboutSource() {
        return route.startsWith(OperatorCommand.SOURCE);
    }

    /** As an operator calls it. */
    public String name() {
        return aboutSource() ? route : route + '/' + lane;
    }

    String key() {
        return ControlJson.STATE + instance + '/' + route + '/' + lane;
    }

    /** Whether the other says the same of the same lane, whenever it says so. */
    boolean agreesWith(LaneState other) {
        return other.withTime(at).equals(this);
    }

    private LaneState withTime(Instant time) {
        return new LaneState(instance, route, lane, state, reason, since, until, inFlight, heldBack, time);
    }

    /** As it is stored, and as {@code lanes list --json} prints it. */
    public ObjectNode toJson() {
        ObjectNode json = ControlJson.object()
                .put("instance", instance)
                .put("route", route)
                .put("lane", lane)
                .put("state", state)
                .put("reason", reason)
                .put("inFlight", inFlight)
                .put("heldBack", heldBack)
                .put("at", at.toString());
        if (since != null) {
            json.put("since", since.toString());
        }
        return until == null ? json : json.put("until", until.toString());
    }

    static LaneState of(JsonNode json) {
        return new LaneState(
                json.path("instance").asText(),
                json.path("route").asText(),
                json.path("lane").asInt(),
                json.path("state").asText(),
                json.path("reason").asText(),
                ControlJson.instant(json, "since"),
                ControlJson.instant(json, "until"),
                json.path("inFlight").asInt(),
                json.path("heldBack").asInt(),
                Instant.parse(json.path("at").asText()));
    }
}
