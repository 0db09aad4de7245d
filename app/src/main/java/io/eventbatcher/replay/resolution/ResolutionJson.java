package io.eventbatcher.replay.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The encoding of the topic of resolutions: JSON, so that any Kafka tool shows the records. Unknown fields are skipped. */
final class ResolutionJson {
    static final String LETTER = "letter/";
    static final String RUN = "run/";
    static final String SELECTION = "selection/";
    static final String EDITS = "edits/";
    static final String HISTORY = "history/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResolutionJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The object; empty for bytes that are none. */
    static Optional<JsonNode> read(byte[] value) {
        try {
            return Optional.ofNullable(JSON.readTree(value)).filter(JsonNode::isObject);
        } catch (IOException foreign) {
            return Optional.empty();
        }
    }

    /** The time of a field; the epoch for a text that is none. */
    static Instant time(JsonNode json, String field) {
        try {
            return Instant.parse(json.path(field).asText());
        } catch (DateTimeException other) {
            return Instant.EPOCH;
        }
    }
}
