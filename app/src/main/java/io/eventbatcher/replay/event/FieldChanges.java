package io.eventbatcher.replay.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The difference between two events, as edits that turn the first into the second. */
public final class FieldChanges {
    private FieldChanges() {}

    /**
     * The fields that differ. A field that the second event lacks stays as it is; a key of a map that it lacks is removed. A list that differs
     * is changed as a whole, in JSON.
     */
    public static Map<String, Optional<String>> between(JsonNode before, JsonNode after) {
        Map<String, Optional<String>> changes = new LinkedHashMap<>();
        after.properties()
                .forEach(field -> compare(field.getKey(), before.path(field.getKey()), field.getValue(), changes));
        return changes;
    }

    private static void compare(String path, JsonNode before, JsonNode after, Map<String, Optional<String>> changes) {
        if (before.equals(after)
                || (after.isValueNode() && before.isValueNode() && text(before).equals(text(after)))) {
            return;
        }
        if (!after.isObject() || !before.isObject()) {
            changes.put(path, text(after));
            return;
        }
        TreeSet<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = after.path(name);
            if (value.isMissingNode()) {
                changes.put(path + '.' + name, Optional.empty());
            } else {
                compare(path + '.' + name, before.path(name), value, changes);
            }
        }
    }

    private static Optional<String> text(JsonNode value) {
        return value.isNull() || value.isMissingNode()
                ? Optional.empty()
                : Optional.of(value.isContainerNode() ? value.toString() : value.asText());
    }
}
