package io.eventbatcher.console.page.letters;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.replay.letter.LetterState;

/** The state of a letter by colour, shape and word. */
public final class LetterMark {
    private LetterMark() {}

    public static Html of(LetterState state) {
        return switch (state) {
            case OPEN -> mark("bad", "■", state);
            case DIED_AGAIN -> mark("bad", "✕", state);
            case WAITING -> mark("warn", "▲", state);
            case DELIVERED -> mark("well", "●", state);
            case DUPLICATE, DISCARDED, UNKNOWN -> mark("idle", "○", state);
        };
    }

    private static Html mark(String kind, String shape, LetterState state) {
        return Html.of(
                "<span class=\"state {}\"><span class=\"shape\" aria-hidden=\"true\">{}</span>{}</span>",
                kind,
                shape,
                state.label());
    }
}
