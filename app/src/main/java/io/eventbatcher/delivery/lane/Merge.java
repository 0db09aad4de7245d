package io.eventbatcher.delivery.lane;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.UnreadableRecordException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges several changes of one marketing event: later fields win, {@code customProperties} by name. The API refuses a request with the
 * same id twice.
 */
final class Merge {
    private static final String CUSTOM = "customProperties";
    /** Keeps every value as read: no number is rounded, no character becomes an escape. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private Merge() {}

    /** The merged input, UTF-8. */
    static byte[] json(List<Item> items) {
        ObjectNode merged = JSON.createObjectNode();
        Map<String, JsonNode> custom = new LinkedHashMap<>();
        for (Item item : items) {
            ObjectNode input = read(item);
            input.path(CUSTOM)
                    .forEach(property -> custom.put(property.path("name").asText(), property));
            merged.setAll(input);
        }
        if (merged.has(CUSTOM)) {
            ArrayNode all = merged.putArray(CUSTOM);
            custom.values().forEach(all::add);
        }
        return write(merged);
    }

    private static ObjectNode read(Item item) {
        try {
            if (JSON.readTree(item.json()) instanceof ObjectNode input) {
                return input;
            }
        } catch (IOException unreadable) {
            throw new UnreadableRecordException("The JSON of " + item + " cannot be read: " + unreadable.getMessage());
        }
        throw new UnreadableRecordException("The JSON of " + item + " is no object.");
    }

    private static byte[] write(ObjectNode merged) {
        try {
            return JSON.writeValueAsBytes(merged);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
