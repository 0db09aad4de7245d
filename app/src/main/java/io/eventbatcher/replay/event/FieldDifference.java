package io.eventbatcher.replay.event;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A field of an event before and after an edit.
 *
 * @param path the field, such as {@code properties.total}
 * @param before the value as the producer wrote it; missing in JSON for none
 * @param after the value now; missing in JSON for none
 * @param leftOut true for a field that our own schema lacks
 */
public record FieldDifference(String path, JsonNode before, JsonNode after, boolean leftOut) {
    public String textBefore() {
        return text(before);
    }

    public String textAfter() {
        return leftOut ? "left out by our schema" : text(after);
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "(none)" : value.toString();
    }
}
