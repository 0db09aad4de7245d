package io.eventbatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The encoding of the control topic: JSON, so that any Kafka tool shows the records. Unknown fields are skipped. */
final class ControlJson {
    static final String ORDER = "order/";
    static final String STATE = "state/";
    static final String NOTICE = "notice/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ControlJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static JsonNode read(byte[] value) throws IOException {
        return JSON.readTree(value);
    }

    /** The object, with the time if there is one. */
    static ObjectNode put(ObjectNode json, String field, @Nullable Instant time) {
        return time == null ? json : json.put(field, time.toString());
    }

    static @Nullable Instant instant(JsonNode json, String field) {
        return json.hasNonNull(field) ? Instant.parse(json.path(field).asText()) : null;
    }
}
