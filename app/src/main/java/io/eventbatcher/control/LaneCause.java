package io.eventbatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cause that keeps a lane, a source topic or an instance from working, as its instance last published it.
 *
 * @param state a {@link StateName}, or a word of a later release
 * @param reason sentences for people
 * @param since the begin of the state; null if unknown
 * @param until the time at which the state ends by itself; null if unknown
 * @param stage the place where the cause holds; empty where an earlier release has published the cause
 */
public record LaneCause(
        String state,
        String reason,
        @Nullable Instant since,
        @Nullable Instant until,
        Optional<Stage> stage) {

    public LaneCause(StateName state, String reason, @Nullable Instant since, @Nullable Instant until) {
        this(state.label(), reason, since, until, Optional.empty());
    }

    public LaneCause(Stage stage, StateName state, String reason, @Nullable Instant since, @Nullable Instant until) {
        this(state.label(), reason, since, until, Optional.of(stage));
    }

    public boolean is(StateName other) {
        return state.equals(other.label());
    }

    ObjectNode toJson() {
        return putInto(ControlJson.object());
    }

    /** The object, with the cause's fields. */
    ObjectNode putInto(ObjectNode json) {
        json.put("state", state).put("reason", reason);
        ControlJson.put(json, "since", since);
        ControlJson.put(json, "until", until);
        stage.ifPresent(known -> json.put("stage", known.label()));
        return json;
    }

    static LaneCause of(JsonNode json) {
        return new LaneCause(
                json.path("state").asText(),
                json.path("reason").asText(),
                ControlJson.instant(json, "since"),
                ControlJson.instant(json, "until"),
                Stage.labelled(json.path("stage").asText()));
    }
}
