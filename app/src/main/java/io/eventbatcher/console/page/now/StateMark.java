package io.eventbatcher.console.page.now;

import io.eventbatcher.console.html.Html;
import java.util.Locale;
import java.util.Set;

/** A state by colour, shape and word. */
final class StateMark {
    private static final Set<String> BAD = Set.of("halted", "held", "unattended", "failing", "down", "blocked");
    private static final Set<String> WELL = Set.of("flowing", "idle", "open");

    private StateMark() {}

    static Html of(String state) {
        return Html.of(
                "<span class=\"state {}\"><span class=\"shape\" aria-hidden=\"true\">{}</span>{}</span>",
                kind(state),
                shape(state),
                state);
    }

    /** The class of the style sheet. */
    static String kind(String state) {
        String word = state.toLowerCase(Locale.ROOT);
        if (BAD.contains(word)) {
            return "bad";
        }
        return word.equals("idle") ? "idle" : WELL.contains(word) ? "well" : "warn";
    }

    private static String shape(String state) {
        return switch (kind(state)) {
            case "bad" -> "■";
            case "warn" -> "▲";
            case "idle" -> "○";
            default -> "●";
        };
    }
}
