package io.eventbatcher.hubspot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises that an event was refused because HubSpot has its uuid already. HubSpot does not document how that looks, so the
 * pattern is configuration; whatever it is, what it matches must name the event's own uuid.
 */
final class KnownUuid {
    /** HubSpot's messages are a sentence; what lies behind this many characters is not looked at. */
    private static final int LONGEST_TEXT = 1_000;

    private static final int MOST_TEXTS = 20;

    private final Pattern pattern;

    /** @param pattern a regular expression, found good by the configuration */
    KnownUuid(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    /** Whether the body says so, in its message or in that of one of its errors. */
    boolean isWhat(AnswerBody body, String uuid) {
        return !uuid.isEmpty() && texts(body).stream().anyMatch(text -> says(text, uuid));
    }

    private static List<String> texts(AnswerBody body) {
        List<@Nullable String> all = new ArrayList<>();
        all.add(body.message());
        body.errors().forEach(error -> all.add(error.message()));
        List<String> texts = new ArrayList<>();
        for (String text : all.subList(0, Math.min(MOST_TEXTS, all.size()))) {
            if (text != null) {
                texts.add(text.substring(0, Math.min(LONGEST_TEXT, text.length())));
            }
        }
        return texts;
    }

    private boolean says(String text, String uuid) {
        try {
            Matcher matcher = pattern.matcher(new Metered(text));
            while (matcher.find()) {
                if (names(matcher.group(), uuid)) {
                    return true;
                }
            }
            return false;
        } catch (TooCostlyException | StackOverflowError runaway) {
            return false;
        }
    }

    /** Not as a part of a longer id. */
    private static boolean names(String found, String uuid) {
        String text = found.toLowerCase(Locale.ROOT);
        String sought = uuid.toLowerCase(Locale.ROOT);
        for (int at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
            if (!idCharacterAt(text, at - 1) && !idCharacterAt(text, at + sought.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean idCharacterAt(String text, int index) {
        return index >= 0
                && index < text.length()
                && (Character.isLetterOrDigit(text.charAt(index)) || text.charAt(index) == '-');
    }

    /** The matching took more steps than any sensible pattern needs. */
    private static final class TooCostlyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooCostlyException() {
            super("a pattern that backtracks without end", null, false, false);
        }
    }

    /** A text that may be looked at only so often: the one thing that bounds a backtracking pattern. */
    private static final class Metered implements CharSequence {
        private static final int MOST_LOOKS = 200_000;

        private final CharSequence text;
        private final int[] looks;

        Metered(CharSequence text) {
            this(text, new int[1]);
        }

        private Metered(CharSequence text, int[] looks) {
            this.text = text;
            this.looks = looks;
        }

        @Override
        public char charAt(int index) {
            if (looks[0]++ > MOST_LOOKS) {
                throw new TooCostlyException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Metered(text.subSequence(start, end), looks);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
