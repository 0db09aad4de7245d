package io.eventbatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a lane, or of a source topic that ingest has halted, as its instance last published it.
 *
 * @param route the route's label; {@code source/<topic>} for a source topic, {@code
 *     source/<topic>/<partition>/<loss>} for a partition held because of a loss
 * @param lane the lane's number; 0 for a source topic
 * @param state open, paused, halted, parked, down or held
 * @param reason sentences for people; empty for an open lane
 * @param since the begin of the state; null for an open lane
 * @param until the time at which the state ends by itself; null if unknown
 * @param inFlight requests in flight
 * @param heldBack unconfirmed rejections of the lane
 * @param at the time of publication; the broker's, where the topic keeps the time of the broker
 * @param further the causes that hold beside the first
 * @param waiting events that the lane has read and not settled
 * @param oldest the time at which the oldest of their batches was closed; null if none waits
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
        Instant at,
        List<LaneCause> further,
        long waiting,
        @Nullable Instant oldest) {
    private static final String HELD = "held";

    /** The row of a schema registry that gives no answers. */
    private static final String REGISTRY = OperatorCommand.SOURCE + "*";

    public LaneState {
        further = List.copyOf(further);
    }

    /** A state with one cause at most. */
    public LaneState(
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
        this(instance, route, lane, state, reason, since, until, inFlight, heldBack, at, List.of(), 0, null);
    }

    /** @param causes all that keep the lane waiting, the weightiest first; none for an open lane */
    public static LaneState of(
            String instance, String route, int lane, List<LaneCause> causes, int inFlight, int heldBack, Instant at) {
        if (causes.isEmpty()) {
            return new LaneState(instance, route, lane, "open", "", null, null, inFlight, heldBack, at);
        }
        LaneCause first = causes.get(0);
        return new LaneState(
                instance,
                route,
                lane,
                first.state(),
                first.reason(),
                first.since(),
                first.until(),
                inFlight,
                heldBack,
                at,
                causes.subList(1, causes.size()),
                0,
                null);
    }

    /** The state with the events that wait in the lane. */
    public LaneState withWaiting(long events, @Nullable Instant since) {
        return new LaneState(
                instance,
                route,
                lane,
                state,
                reason,
                this.since,
                until,
                inFlight,
                heldBack,
                at,
                further,
                events,
                since);
    }

    /** The state of all source topics while the schema registry gives no answers. */
    public static LaneState ofRegistry(String instance, String trouble, Instant at) {
        String reason = trouble + " Records whose schema is not known yet wait; the rest goes on.";
        return new LaneState(instance, REGISTRY, 0, "waiting", reason, null, null, 0, 0, at);
    }

    /** The state of a halted source topic. */
    public static LaneState ofSource(String instance, String topic, String reason, Instant since, Instant at) {
        return new LaneState(instance, OperatorCommand.source(topic), 0, "halted", reason, since, null, 0, 0, at);
    }

    /** The state of a partition whose next records are gone; {@code loss} is the target of the order that accepts the loss. */
    public static LaneState ofLoss(String instance, String loss, String reason, Instant since, Instant at) {
        return new LaneState(instance, loss, 0, HELD, reason, since, null, 0, 0, at);
    }

    /** True for a partition that waits until an operator accepts a loss. */
    public boolean heldForLoss() {
        return aboutSource() && state.equals(HELD);
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

    /** True if both states are equal but for their time of publication, and for what waits: counts are published with the repetition. */
    boolean agreesWith(LaneState other) {
        return other.withTime(at).withWaiting(0, null).equals(withWaiting(0, null));
    }

    LaneState withTime(Instant time) {
        return new LaneState(
                instance, route, lane, state, reason, since, until, inFlight, heldBack, time, further, waiting, oldest);
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
        ControlJson.put(json, "since", since);
        ControlJson.put(json, "until", until);
        if (waiting > 0) {
            json.put("waiting", waiting);
        }
        ControlJson.put(json, "oldest", oldest);
        if (!further.isEmpty()) {
            ArrayNode others = json.putArray("further");
            further.forEach(cause -> others.add(cause.toJson()));
        }
        return json;
    }

    /** All causes that hold, the weightiest first. */
    public List<LaneCause> causes() {
        List<LaneCause> all = new ArrayList<>();
        if (!reason.isEmpty()) {
            all.add(new LaneCause(state, reason, since, until));
        }
        all.addAll(further);
        return all;
    }

    private static List<LaneCause> further(JsonNode json) {
        List<LaneCause> causes = new ArrayList<>();
        json.path("further").forEach(cause -> causes.add(LaneCause.of(cause)));
        return causes;
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
                Instant.parse(json.path("at").asText()),
                further(json),
                json.path("waiting").asLong(),
                ControlJson.instant(json, "oldest"));
    }
}
