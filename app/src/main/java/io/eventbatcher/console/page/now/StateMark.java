package io.eventbatcher.console.page.now;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.control.StateName;

/** A state by colour, shape and word. */
final class StateMark {
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
        return switch (StateName.labelled(state)) {
            case HALTED, HELD, UNATTENDED, FAILING, DOWN, BLOCKED -> "bad";
            case FLOWING, OPEN -> "well";
            case IDLE -> "idle";
            case PAUSED, PARKED, RETRYING, WAITING, RESTORING, GROWING, UNKNOWN -> "warn";
        };
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
