package io.eventbatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a lane, or of a source topic that ingest has halted, as its instance last published it.
 *
 * @param route the route's label; {@code source/<topic>} for a source topic
 * @param lane the lane's number; 0 for a source topic
 * @param state open, paused, halted, parked or down
 * @param reason sentences for people; empty for an open lane
 * @param since the begin of the state; null for an open lane
 * @param until the time at which the state ends by itself; null if unknown
 * @param inFlight requests in flight
 * @param heldBack unconfirmed rejections of the route, on all lanes of the instance
 * @param at the time of publication
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

    /** The state of a halted source topic. */
    public static LaneState ofSource(String instance, String topic, String reason, Instant since, Instant at) {
        return new LaneState(instance, OperatorCommand.source(topic), 0, "halted", reason, since, null, 0, 0, at);
    }

    /** True for a source topic, false for a lane. */
    public boolean aboutSource() {
        return route.startsWith(OperatorCommand.SOURCE);
    }

    /** The name that operators use: {@code behavioral/3}, or {@code source/<topic>}. */
    public String name() {
        return aboutSource() ? route : route + '/' + lane;
    }

    String key() {
        return ControlJson.STATE + instance + '/' + route + '/' + lane;
    }

    /** True if both states are equal but for their time of publication. */
    boolean agreesWith(LaneState other) {
        return other.withTime(at).equals(this);
    }

    private LaneState withTime(Instant time) {
        return new LaneState(instance, route, lane, state, reason, since, until, inFlight, heldBack, time);
    }

    /** The JSON of the topic and of {@code lanes list --json}. */
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
