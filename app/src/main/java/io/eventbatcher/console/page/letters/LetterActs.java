package io.eventbatcher.console.page.letters;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.replay.letter.LetterState;
import java.util.List;
import java.util.Set;

/** The acts that letters offer, as links to their pages. */
public final class LetterActs {
    public static final String REPLAY = "/console/replay";
    public static final String EDIT = "/console/edit";
    public static final String DISCARD = "/console/discard";
    public static final String RESTORE = "/console/restore";

    private LetterActs() {}

    /**
     * Links to acts on all letters of a filter.
     *
     * @param states the states that the letters may have
     * @param all the letters in words, such as {@code all 300 that match}
     */
    static Html of(LetterQuery query, Set<LetterState> states, String all) {
        Html open = states.contains(LetterState.OPEN)
                ? Html.join(List.of(
                        link("replay", REPLAY, query, "Replay " + all + "…", "button primary"),
                        link("edit", EDIT, query, "Edit…", "button"),
                        link("discard", DISCARD, query, "Discard…", "button")))
                : Html.EMPTY;
        Html discarded = states.contains(LetterState.DISCARDED)
                ? link("restore", RESTORE, query, "Restore…", "button")
                : Html.EMPTY;
        return open.isEmpty() && discarded.isEmpty()
                ? Html.EMPTY
                : Html.of("<p class=\"orders\" id=\"acts\">{}{}</p>", open, discarded);
    }

    private static Html link(String id, String path, LetterQuery query, String text, String look) {
        return Html.of("<a id=\"act-{}\" class=\"{}\" href=\"{}\">{}</a> ", id, look, query.on(Link.to(path)), text);
    }
}
