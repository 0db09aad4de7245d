package io.eventbatcher.hubspot.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a refusal by its message: of an event whose uuid HubSpot has already, or of an event name that HubSpot does not know. HubSpot
 * documents no message, so the pattern is configuration; the matched text must name the uuid or the event name.
 */
final class NamingPattern {
    /** HubSpot's messages are sentences; characters behind the limit are ignored. */
    private static final int LONGEST_TEXT = 1_000;

    private static final int MOST_TEXTS = 20;

    private final Pattern pattern;

    /** @param pattern a regular expression, found good by the configuration */
    NamingPattern(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    /** True if the message of the body, or of an error in the body, matches and names the uuid or event name. */
    boolean names(AnswerBody body, String sought) {
        return !sought.isEmpty() && texts(body).stream().anyMatch(text -> says(text, sought));
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

    private boolean says(String text, String sought) {
        try {
            Matcher matcher = pattern.matcher(new MeteredText(text));
            while (matcher.find()) {
                if (names(matcher.group(), sought)) {
                    return true;
                }
            }
            return false;
        } catch (MeteredText.TooCostlyException | StackOverflowError runaway) {
            return false;
        }
    }

    /** True if the text names the id, and not only as a part of a longer id. */
    private static boolean names(String found, String sought) {
        String text = found.toLowerCase(Locale.ROOT);
        String id = sought.toLowerCase(Locale.ROOT);
        for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
            if (!idCharacterAt(text, at - 1) && !idCharacterAt(text, at + id.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean idCharacterAt(String text, int index) {
        return index >= 0
                && index < text.length()
                && (Character.isLetterOrDigit(text.charAt(index)) || "-_".indexOf(text.charAt(index)) >= 0);
    }
}
