package io.eventbatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cause that keeps a lane waiting, as its instance last published it.
 *
 * @param reason sentences for people
 * @param since the begin of the state; null if unknown
 * @param until the time at which the state ends by itself; null if unknown
 */
public record LaneCause(
        String state,
        String reason,
        @Nullable Instant since,
        @Nullable Instant until) {

    ObjectNode toJson() {
        ObjectNode json = ControlJson.object().put("state", state).put("reason", reason);
        ControlJson.put(json, "since", since);
        return ControlJson.put(json, "until", until);
    }

    static LaneCause of(JsonNode json) {
        return new LaneCause(
                json.path("state").asText(),
                json.path("reason").asText(),
                ControlJson.instant(json, "since"),
                ControlJson.instant(json, "until"));
    }
}
