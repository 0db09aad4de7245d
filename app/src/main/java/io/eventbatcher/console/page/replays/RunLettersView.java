package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.page.Masks;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.letters.LetterMark;
import io.eventbatcher.console.page.letters.LetterPage;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.state.RunLetters;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The letters that a run has sent, each with what became of it. */
final class RunLettersView {
    private RunLettersView() {}

    static Html of(RunLetters letters, Instant now) {
        List<RunLetters.Sent> sent = letters.letters();
        if (sent.isEmpty()) {
            return Html.EMPTY;
        }
        long all = letters.counts().values().stream().mapToLong(Long::longValue).sum();
        String some = all > sent.size() ? ", " + Times.number(sent.size()) + " of them below" : "";
        Html rows = sent.stream().map(one -> row(one, now)).collect(Html.joined());
        return Html.of("""
                <h2>What became of {}{}</h2><div class="scroll"><table class="letters" id="run-letters"><thead><tr><th scope="col">Letter</th>
                <th scope="col">Died</th><th scope="col">Became</th><th scope="col">New letter</th><th scope="col">Event</th>
                <th scope="col">Message, before</th></tr></thead><tbody>{}</tbody></table></div>
                """, Times.count(all, "letter"), some, rows);
    }

    private static Html row(RunLetters.Sent sent, Instant now) {
        StoredLetter letter = sent.letter();
        Html later = sent.later().isEmpty()
                ? Html.EMPTY
                : Html.of("<a href=\"{}\">{}</a>", LetterPage.link(sent.later()), sent.later());
        return Html.of(
                """
                <tr><td class="number"><a href="{}">{}</a></td><td class="time">{}</td><td>{}</td><td class="number">{}</td><td>{}</td><td>{}</td></tr>
                """,
                LetterPage.link(letter),
                letter.place(),
                Times.of(letter.diedAt(), now),
                LetterMark.of(sent.state()),
                later,
                Objects.requireNonNullElse(letter.text(DeadLetterHeader.EVENT_NAME), ""),
                Masks.text(letter.message()));
    }
}
