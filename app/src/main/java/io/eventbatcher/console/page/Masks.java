package io.eventbatcher.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eventbatcher.log.EMailAddresses;
import java.util.Locale;
import java.util.Set;

/** Hides personal data: any value of an event may be one, and texts of HubSpot repeat addresses. */
public final class Masks {
    /** Fields of an event itself that tell nothing of a person; a custom property of the same name is hidden. */
    private static final Set<String> PLAIN = Set.of("eventName", "uuid", "occurredAt");

    private Masks() {}

    /** The same fields with hidden values: their kinds stay. */
    public static JsonNode json(JsonNode event) {
        JsonNode masked = hidden(event);
        if (masked instanceof ObjectNode fields) {
            event.properties().stream()
                    .filter(field -> PLAIN.contains(field.getKey()))
                    .forEach(field -> fields.set(field.getKey(), field.getValue()));
        }
        return masked;
    }

    private static JsonNode hidden(JsonNode json) {
        if (json.isObject()) {
            ObjectNode masked = JsonNodeFactory.instance.objectNode();
            json.properties().forEach(field -> masked.set(field.getKey(), hidden(field.getValue())));
            return masked;
        }
        if (json.isArray()) {
            ArrayNode masked = JsonNodeFactory.instance.arrayNode();
            json.forEach(element -> masked.add(hidden(element)));
            return masked;
        }
        if (json.isNull()) {
            return json;
        }
        return TextNode.valueOf(
                json.isTextual() ? "•••" : "••• " + json.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    /** The text without e-mail addresses. */
    public static String text(String text) {
        return EMailAddresses.masked(text);
    }
}
