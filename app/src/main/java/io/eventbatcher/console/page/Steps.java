package io.eventbatcher.console.page;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.replay.trace.Fact;
import java.time.Instant;
import java.util.List;

/** The steps of an event as a line of time; each letter is a link. */
public final class Steps {
    private Steps() {}

    /** @param seen true if the reader sees personal data */
    public static Html of(List<Fact> facts, boolean seen, Instant now) {
        Html steps = facts.stream().map(fact -> step(fact, seen, now)).collect(Html.joined());
        return Html.of("<ol class=\"line\">{}</ol>", steps);
    }

    private static Html step(Fact fact, boolean seen, Instant now) {
        return Html.of(
                "<li class=\"step {}\"><p><b>{}</b> {}{}{}</p><p>{}</p></li>",
                fact.step().label(),
                fact.step().label(),
                fact.at() == null ? Html.EMPTY : Times.of(fact.at(), now),
                fact.where().isEmpty() ? Html.EMPTY : Html.of(" <code>{}</code>", fact.where()),
                letter(fact.details().getOrDefault("letter", "")),
                seen ? fact.text() : Masks.text(fact.text()));
    }

    private static Html letter(String place) {
        return place.isEmpty()
                ? Html.EMPTY
                : Html.of(
                        " <a href=\"{}\">letter {}</a>",
                        Link.to("/console/letter").with("at", place),
                        place);
    }
}
