package io.eventbatcher.delivery.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words of an answer, to be looked up by the texts of inputs. A text is named if it stands in the answer between characters that are
 * neither letters nor digits, whatever the case.
 */
final class AnswerWords {
    /** Shorter texts, such as {@code 7} or {@code de}, stand everywhere. */
    private static final int SHORTEST = 3;

    private final String text;
    /** The places at which a word begins. */
    private final Map<String, List<Integer>> beginnings = new HashMap<>();

    AnswerWords(List<String> texts) {
        text = String.join("\n", texts).toLowerCase(Locale.ROOT);
        for (int at = 0; at < text.length(); ) {
            int end = wordEnd(text, at);
            if (end > at) {
                beginnings
                        .computeIfAbsent(text.substring(at, end), unseen -> new ArrayList<>())
                        .add(at);
            }
            at = Math.max(end, at + 1);
        }
    }

    boolean isEmpty() {
        return beginnings.isEmpty();
    }

    /** True if the answer names this text of an input. */
    boolean name(String ofInput) {
        String sought = ofInput.strip().toLowerCase(Locale.ROOT);
        if (sought.length() < SHORTEST) {
            return false;
        }
        int begin = 0;
        while (begin < sought.length() && !isOfWord(sought.charAt(begin))) {
            begin++;
        }
        int from = begin;
        return beginnings.getOrDefault(sought.substring(from, wordEnd(sought, from)), List.of()).stream()
                .anyMatch(at -> standsAt(at - from, sought));
    }

    private boolean standsAt(int place, String sought) {
        int end = place + sought.length();
        return text.startsWith(sought, place)
                && (end == text.length()
                        || !isOfWord(text.charAt(end))
                        || !isOfWord(sought.charAt(sought.length() - 1)));
    }

    private static int wordEnd(String some, int begin) {
        int end = begin;
        while (end < some.length() && isOfWord(some.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOfWord(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '-';
    }
}
