package io.eventbatcher.log.line;

import java.util.Locale;

/**
 * Strings of JSON. Control and format characters and line separators are escapes, also where JSON allows them raw: viewers of logs take U+2028 for
 * the end of a line. A half of a surrogate pair becomes U+FFFD, because strict parsers refuse a whole line for it.
 */
final class JsonText {
    private JsonText() {}

    static void append(StringBuilder json, String text) {
        json.append('"');
        text.codePoints().forEach(character -> append(json, character));
        json.append('"');
    }

    private static void append(StringBuilder json, int character) {
        switch (character) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                switch (Character.getType(character)) {
                    case Character.SURROGATE -> json.append('\ufffd');
                    case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                        escape(json, character);
                    default -> json.appendCodePoint(character);
                }
            }
        }
    }

    private static void escape(StringBuilder json, int character) {
        for (char unit : Character.toChars(character)) {
            json.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
    }
}
