package io.eventbatcher.hubspot.answer;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Ids of requests and of answers in a common form, for comparison. HubSpot's object ids are numbers, so {@code "004"}, {@code " 4"} and
 * {@code 4} name the same object.
 */
final class ObjectId {
    /** Beyond the whole numbers of a double's exact range, an id in floating-point form has lost digits. */
    private static final double LARGEST_EXACT = 1L << 53;

    private ObjectId() {}

    /** The text without spaces around; digits also without zeros in front. */
    static String of(String text) {
        String id = text.strip();
        int first = 0;
        for (int i = 0; i < id.length(); i++) {
            char digit = id.charAt(i);
            if (digit < '0' || digit > '9') {
                return id;
            }
            first = first == i && digit == '0' ? i + 1 : first;
        }
        return first == id.length() && !id.isEmpty() ? "0" : id.substring(first);
    }

    /** The id of a text or a number; null for JSON of any further kind. */
    static @Nullable String of(JsonNode node) {
        if (node.isFloatingPointNumber()) {
            double number = node.doubleValue();
            boolean whole = number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT;
            return whole ? Long.toString((long) number) : node.asText();
        }
        return node.isTextual() || node.isNumber() ? of(node.asText()) : null;
    }
}
