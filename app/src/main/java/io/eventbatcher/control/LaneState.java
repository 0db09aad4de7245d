package io.eventbatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of a lane, of a source topic that waits, or of a part of an instance, as its instance last published it.
 *
 * @param route the text of the {@link #subject}
 * @param lane the lane's number; 0 for all but a lane
 * @param inFlight requests in flight
 * @param heldBack unconfirmed rejections of the lane
 * @param at the time of publication; the broker's, where the topic keeps the time of the broker
 * @param causes all that keep it from working, the weightiest first; none while all is well
 * @param waiting events that the lane has read and not settled
 * @param oldest the time at which the oldest of their batches was closed; null if none waits
 * @param retried some of the requests that wait for another try, the oldest first
 */
public record LaneState(
        String instance,
        String route,
        int lane,
        int inFlight,
        int heldBack,
        Instant at,
        List<LaneCause> causes,
        long waiting,
        @Nullable Instant oldest,
        List<RetriedRequest> retried) {
    public LaneState {
        causes = List.copyOf(causes);
        retried = List.copyOf(retried);
    }

    /** @param causes all that keep the lane waiting, the weightiest first; none for an open lane */
    public static LaneState of(
            String instance, String route, int lane, List<LaneCause> causes, int inFlight, int heldBack, Instant at) {
        return new LaneState(instance, route, lane, inFlight, heldBack, at, causes, 0, null, List.of());
    }

    private static LaneState of(String instance, String route, LaneCause cause, Instant at) {
        return of(instance, route, 0, List.of(cause), 0, 0, at);
    }

    /** The state with the events that wait in the lane. */
    public LaneState withWaiting(long events, @Nullable Instant since) {
        return new LaneState(instance, route, lane, inFlight, heldBack, at, causes, events, since, retried);
    }

    /** The state with requests that wait for another try. */
    public LaneState withRetried(List<RetriedRequest> requests) {
        return new LaneState(instance, route, lane, inFlight, heldBack, at, causes, waiting, oldest, requests);
    }

    /** The state of all source topics while the schema registry gives no answers. */
    public static LaneState ofRegistry(String instance, String trouble, @Nullable Instant since, Instant at) {
        String reason = trouble + " Records whose schema is not known yet wait; the rest goes on.";
        LaneCause cause = new LaneCause(Stage.INGEST, StateName.WAITING, reason, since, null);
        return of(instance, Subject.registry().text(), cause, at);
    }

    /** The state of a source topic whose records are all rejected. */
    public static LaneState ofSource(String instance, String topic, String reason, Instant since, Instant at) {
        return ofSource(instance, topic, new LaneCause(Stage.SOURCE, StateName.HALTED, reason, since, null), at);
    }

    /** The state of a source topic. */
    public static LaneState ofSource(String instance, String topic, LaneCause cause, Instant at) {
        return of(instance, OperatorCommand.source(topic), cause, at);
    }

    /** The state of a partition whose next records are gone; {@code loss} is the target of the order that accepts the loss. */
    public static LaneState ofLoss(String instance, String loss, String reason, Instant since, Instant at) {
        return of(instance, loss, new LaneCause(Stage.SOURCE, StateName.HELD, reason, since, null), at);
    }

    /**
     * The state of a part of the instance; told even while all is well, so that an instance without lanes is known.
     *
     * @param cause empty while the part works
     */
    public static LaneState ofPart(String instance, String part, Optional<LaneCause> cause, Instant at) {
        return of(
                instance,
                new Subject(Subject.Kind.PART, part).text(),
                0,
                cause.stream().toList(),
                0,
                0,
                at);
    }

    /** The state of the weightiest cause: paused, halted, parked, down, held, waiting …; open without a cause. */
    public String state() {
        return causes.isEmpty() ? StateName.OPEN.label() : causes.get(0).state();
    }

    /** The reason of the weightiest cause; empty without a cause. */
    public String reason() {
        return causes.isEmpty() ? "" : causes.get(0).reason();
    }

    /** The begin of the weightiest cause; null without a cause, or if unknown. */
    public @Nullable Instant since() {
        return causes.isEmpty() ? null : causes.get(0).since();
    }

    /** The end of the weightiest cause; null without a cause, or if unknown. */
    public @Nullable Instant until() {
        return causes.isEmpty() ? null : causes.get(0).until();
    }

    /** The causes beside the weightiest. */
    public List<LaneCause> further() {
        return causes.isEmpty() ? List.of() : causes.subList(1, causes.size());
    }

    /** True for a partition that waits until an operator accepts a loss. */
    public boolean heldForLoss() {
        return subject().kind() == Subject.Kind.PARTITION && state().equals(StateName.HELD.label());
    }

    /** The lane's route, or the source topic, partition or part that is no lane. */
    public Subject subject() {
        return Subject.of(route);
    }

    /** True for a source topic, false for a lane. */
    public boolean aboutSource() {
        return subject().isSource();
    }

    /** The name that operators use: {@code behavioral/3}, {@code source/<topic>} or {@code service/<part>}. */
    public String name() {
        return subject().kind() == Subject.Kind.ROUTE ? route + '/' + lane : route;
    }

    String key() {
        return ControlJson.STATE + instance + '/' + route + '/' + lane;
    }

    /** True if both states are equal but for their time of publication, and for what waits: counts are published with the repetition. */
    boolean agreesWith(LaneState other) {
        return other.withTime(at).withoutCounts().equals(withoutCounts());
    }

    private LaneState withoutCounts() {
        return withWaiting(0, null).withRetried(List.of());
    }

    LaneState withTime(Instant time) {
        return new LaneState(instance, route, lane, inFlight, heldBack, time, causes, waiting, oldest, retried);
    }

    /** The JSON of the topic and of {@code lanes list --json}: the weightiest cause among the fields, others under {@code further}. */
    public ObjectNode toJson() {
        ObjectNode json = ControlJson.object()
                .put("instance", instance)
                .put("route", route)
                .put("lane", lane);
        weightiest()
                .putInto(json)
                .put("inFlight", inFlight)
                .put("heldBack", heldBack)
                .put("at", at.toString());
        if (waiting > 0) {
            json.put("waiting", waiting);
        }
        ControlJson.put(json, "oldest", oldest);
        if (causes.size() > 1) {
            ArrayNode others = json.putArray("further");
            further().forEach(cause -> others.add(cause.toJson()));
        }
        if (!retried.isEmpty()) {
            ArrayNode requests = json.putArray("retried");
            retried.forEach(request -> requests.add(request.toJson()));
        }
        return json;
    }

    private LaneCause weightiest() {
        return causes.isEmpty() ? new LaneCause(StateName.OPEN, "", null, null) : causes.get(0);
    }

    static LaneState of(JsonNode json) {
        LaneCause weightiest = LaneCause.of(json);
        List<LaneCause> causes = new ArrayList<>();
        if (!weightiest.reason().isEmpty()) {
            causes.add(weightiest);
        }
        json.path("further").forEach(cause -> causes.add(LaneCause.of(cause)));
        List<RetriedRequest> retried = new ArrayList<>();
        json.path("retried").forEach(request -> retried.add(RetriedRequest.of(request)));
        return new LaneState(
                json.path("instance").asText(),
                json.path("route").asText(),
                json.path("lane").asInt(),
                json.path("inFlight").asInt(),
                json.path("heldBack").asInt(),
                Instant.parse(json.path("at").asText()),
                causes,
                json.path("waiting").asLong(),
                ControlJson.instant(json, "oldest"),
                retried);
    }
}
