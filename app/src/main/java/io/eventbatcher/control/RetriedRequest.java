package io.eventbatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for another try.
 *
 * @param attempt the number of tries so far
 * @param answer HubSpot's last answer, for people
 * @param since the first answer that asked for another try
 * @param nextTry the time of the next try; null while the try waits for its turn, or is in flight
 */
public record RetriedRequest(
        int attempt, String answer, Instant since, @Nullable Instant nextTry) {

    /** The JSON of the lanes topic and of the status. */
    public ObjectNode toJson() {
        ObjectNode json = ControlJson.object()
                .put("attempt", attempt)
                .put("answer", answer)
                .put("since", since.toString());
        return ControlJson.put(json, "nextTry", nextTry);
    }

    static RetriedRequest of(JsonNode json) {
        return new RetriedRequest(
                json.path("attempt").asInt(),
                json.path("answer").asText(),
                Instant.parse(json.path("since").asText()),
                ControlJson.instant(json, "nextTry"));
    }
}
