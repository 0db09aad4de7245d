package io.eventbatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A note on the lanes topic that a trouble was told to people, so that no instance tells the same again, also after restarts.
 *
 * @param key the name of the trouble, such as {@code behavioral/halted}
 * @param by the instance that told
 * @param at the time of telling
 * @param text the words that were told, in brief
 */
public record Notice(String key, String by, Instant at, String text) {
    String topicKey() {
        return ControlJson.NOTICE + key;
    }

    ObjectNode toJson() {
        return ControlJson.object()
                .put("key", key)
                .put("by", by)
                .put("at", at.toString())
                .put("text", text);
    }

    static Notice of(JsonNode json) {
        return new Notice(
                json.path("key").asText(),
                json.path("by").asText(),
                Instant.parse(json.path("at").asText()),
                json.path("text").asText());
    }
}
