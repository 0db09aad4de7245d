package io.eventbatcher.replay.letter;

/**
 * The kind of a message: the message without its numbers, uuids, ids, quoted values and addresses, so that messages about the same fault of
 * different events are equal. One pass, because a summary reads hundreds of thousands of messages a second.
 */
public final class MessagePattern {
    private static final int MOST_CHARACTERS = 240;
    private static final String FURTHER = " (and ";
    private static final String MORE = " more)";

    private MessagePattern() {}

    /** The pattern: {@code …} in quotation marks and at the end of a long message, {@code #} for a number, {@code <id>} and {@code <e-mail>} for words. */
    public static String of(String message) {
        StringBuilder pattern = new StringBuilder(MOST_CHARACTERS);
        int at = 0;
        // the pattern is cut, not the message: longer numbers must not move the cut
        while (at < message.length() && pattern.length() < MOST_CHARACTERS) {
            char character = message.charAt(at);
            int further = character == ' ' ? endOfFurther(message, at) : -1;
            int closing = isQuote(character) && !isWordPart(message, at - 1) ? closing(message, at, character) : -1;
            if (further > 0) {
                at = further;
            } else if (closing > 0) {
                pattern.append(character).append('…').append(character);
                at = closing + 1;
            } else if (isWordPart(message, at)) {
                int after = endOfWord(message, at);
                word(message, at, after, pattern);
                at = after;
            } else {
                pattern.append(character);
                at++;
            }
        }
        return at < message.length() ? pattern.toString().stripTrailing() + '…' : pattern.toString();
    }

    /** The end of HubSpot's count of further faults in the same request, {@code (and 2 more)}; -1 if there is none. */
    private static int endOfFurther(String message, int from) {
        if (!message.startsWith(FURTHER, from)) {
            return -1;
        }
        int at = from + FURTHER.length();
        while (at < message.length() && Character.isDigit(message.charAt(at))) {
            at++;
        }
        return at > from + FURTHER.length() && message.startsWith(MORE, at) ? at + MORE.length() : -1;
    }

    private static boolean isQuote(char character) {
        return character == '"' || character == '\'' || character == '`';
    }

    /** The closing mark: the next one that no word goes on behind; -1 for an apostrophe. */
    private static int closing(String message, int opening, char mark) {
        for (int at = message.indexOf(mark, opening + 1); at > 0; at = message.indexOf(mark, at + 1)) {
            if (at + 1 == message.length() || !isWordPart(message, at + 1)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isWordPart(String message, int at) {
        if (at < 0 || at >= message.length()) {
            return false;
        }
        char character = message.charAt(at);
        return Character.isLetterOrDigit(character) || "_-.@+%".indexOf(character) >= 0;
    }

    private static int endOfWord(String message, int from) {
        int at = from;
        while (isWordPart(message, at)) {
            at++;
        }
        // a full stop or a dash at the end is punctuation
        while (at > from + 1 && !Character.isLetterOrDigit(message.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static void word(String message, int from, int to, StringBuilder pattern) {
        boolean digits = false;
        boolean others = false;
        boolean address = false;
        for (int at = from; at < to; at++) {
            char character = message.charAt(at);
            digits |= Character.isDigit(character);
            others |= Character.isLetter(character) || character == '_';
            address |= character == '@' && at > from && at + 1 < to;
        }
        if (address) {
            pattern.append("<e-mail>");
        } else if (digits) {
            pattern.append(others ? "<id>" : "#");
        } else {
            pattern.append(message, from, to);
        }
    }
}
