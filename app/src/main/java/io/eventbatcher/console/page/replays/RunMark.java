package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.replay.resolution.ReplayRun;

/** The status of a run by colour, shape and word. */
final class RunMark {
    private RunMark() {}

    static Html of(String status) {
        return switch (status) {
            case ReplayRun.RUNNING -> mark("well", "▶", status);
            case ReplayRun.PAUSED -> mark("warn", "▲", status);
            case ReplayRun.DONE -> mark("well", "●", status);
            default -> mark("idle", "○", status);
        };
    }

    private static Html mark(String kind, String shape, String word) {
        return Html.of(
                "<span class=\"state {}\"><span class=\"shape\" aria-hidden=\"true\">{}</span>{}</span>",
                kind,
                shape,
                word);
    }
}
