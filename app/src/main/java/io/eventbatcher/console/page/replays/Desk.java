package io.eventbatcher.console.page.replays;

import io.eventbatcher.config.Settings;
import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.history.History;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.page.Masks;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.page.letters.LetterQuery;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.console.run.ConsoleRuns;
import io.eventbatcher.console.run.Plans;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.time.Clocks;
import java.time.Instant;

/** What the pages of this room work with. */
record Desk(Settings settings, Readings readings, Plans plans, ConsoleRuns runs, History history, Clocks clocks) {
    Instant now() {
        return clocks.instant();
    }

    /** @throws RefusedException for somebody who may only look */
    static void requireActor(Visit visit) throws RefusedException {
        if (!visit.mayAct()) {
            throw new RefusedException(403, "You may look, and change nothing. Sign in to act.");
        }
    }

    /** The filter as options of a command, without e-mail addresses; words for no filter. */
    static String words(LetterFilter filter) {
        String words = Masks.text(filter.toString());
        return words.isEmpty() ? "all letters" : words;
    }

    /** The letters that the page is about, with the way back to their list. */
    static Html about(LetterQuery query, LetterFilter filter) {
        return Html.of(
                "<p class=\"lead\">Letters: <a id=\"letters\" href=\"{}\"><code>{}</code></a></p>",
                query.on(Link.to("/console/letters")),
                words(filter));
    }

    static Html command(String command) {
        return Html.of("<p class=\"soft\">The same by the command line: <code id=\"command\">{}</code></p>", command);
    }

    static Html bad(String sentence) {
        return Html.of("<p class=\"notice bad\" role=\"alert\">{}</p>", sentence);
    }

    static Html told(String sentence) {
        return Html.of("<p class=\"notice\" role=\"status\">{}</p>", sentence);
    }
}
