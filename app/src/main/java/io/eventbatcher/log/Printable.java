package io.eventbatcher.log;

import java.util.Locale;

/**
 * Text from outside (messages of HubSpot and of the schema registry, values of records, words of operators) in a form fit for a line of
 * a log or a terminal. Line breaks would forge lines, escape sequences steer a terminal, and bidirectional controls reorder a line.
 */
public final class Printable {
    private static final int MOST_CHARACTERS = 200;

    private Printable() {}

    /** The text in one line: each control, format character and lone surrogate as an escape, such as {@code \n} or {@code \u001b}. */
    public static String of(String text) {
        return escaped(text, false);
    }

    /** The same with line breaks and tabs kept, for stack traces and texts of several lines that no outsider has written whole. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** The text in one line, cut after 200 characters. */
    public static String brief(String text) {
        return of(text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…");
    }

    /** The text, cut after so many characters; the halves of a surrogate pair stay together. */
    public static String cut(String text, int mostCharacters) {
        if (text.length() <= mostCharacters) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(mostCharacters - 1)) ? mostCharacters - 1 : mostCharacters;
        return text.substring(0, end) + "…";
    }

    /** An exception's message in brief, or the exception's kind if there is no message. */
    public static String cause(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : brief(message);
    }

    private static String escaped(String text, boolean lines) {
        if (text.codePoints().allMatch(character -> harmless(character, lines))) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (harmless(character, lines)) {
                clean.appendCodePoint(character);
            } else {
                clean.append(escape(character));
            }
        });
        return clean.toString();
    }

    private static boolean harmless(int character, boolean lines) {
        if (lines && (character == '\n' || character == '\t')) {
            return true;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private static String escape(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                Character.isBmpCodePoint(character)
                        ? String.format(Locale.ROOT, "\\u%04x", character)
                        : String.format(Locale.ROOT, "\\u{%x}", character);
        };
    }
}
