package io.eventbatcher.console.page.letters;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.config.Settings;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.page.Masks;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.replay.letter.Explanation;
import io.eventbatcher.replay.letter.LetterKind;
import io.eventbatcher.replay.letter.Remedy;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.replay.trace.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The page of one letter: why, what can be done, the event, HubSpot's answer, its lives. */
final class LetterText {
    private final Settings settings;
    private final LetterView view;
    private final Visit visit;
    private final boolean seen;
    private final Instant now;

    LetterText(Settings settings, LetterView view, Visit visit, String subject, Instant now) {
        this.settings = settings;
        this.view = view;
        this.visit = visit;
        this.seen = visit.visitor().sees(subject);
        this.now = now;
    }

    Html html() {
        return Html.join(List.of(
                head(), why(), personal(), event(), answer(), lives(), new LetterParts(settings, view, seen).html()));
    }

    private Html head() {
        StoredLetter letter = view.letter();
        String group = LetterKind.of(letter).id();
        return Html.of(
                """
                <h1>Letter {} <span>{}</span></h1>
                <dl class="facts"><div><dt>Died</dt><dd>{}</dd></div><div><dt>Event</dt><dd>{}</dd></div><div><dt>Uuid</dt><dd>{}</dd></div>
                <div><dt>Came from</dt><dd>{}</dd></div><div><dt>Replays before</dt><dd>{}</dd></div>
                <div><dt>Kind</dt><dd><a href="{}">{}</a></dd></div><div><dt>Id</dt><dd>{}</dd></div></dl>
                """,
                letter.place(),
                LetterMark.of(view.state()),
                Times.of(letter.diedAt(), now),
                header(DeadLetterHeader.EVENT_NAME),
                header(DeadLetterHeader.UUID),
                Resolution.text(letter.origin()),
                letter.replays(),
                Link.to(LetterQuery.LETTERS).with("group", group),
                group,
                letter.id());
    }

    private Html why() {
        StoredLetter letter = view.letter();
        Html acts = visit.mayAct()
                ? Html.of(
                        "<p class=\"soft\">Replay: <code>event-batcher dead-letters replay --id {} --why '…'</code></p>",
                        letter.id())
                : Html.EMPTY;
        return Html.of(
                """
                <section class="card cause bad" aria-labelledby="why-title"><h2 id="why-title">Why: {}</h2><p>{}</p><p class="message">{}</p>
                <p class="remedy"><b>What can be done.</b> {}</p>{}</section>
                """,
                letter.reason(),
                Explanation.of(letter),
                Masks.text(letter.message()),
                Remedy.of(LetterKind.of(letter)),
                acts);
    }

    private Html personal() {
        if (seen) {
            return Html.of(
                    "<p class=\"notice\" role=\"status\">Personal data are shown to you for a quarter of an hour; the history has your"
                            + " name and reason.</p>");
        }
        if (visit.visitor().session().isEmpty()) {
            return Html.of(
                    "<p class=\"notice\">Values of the event are hidden. <a href=\"{}\">Sign in</a> to see them: the history keeps your name"
                            + " and the reason.</p>",
                    Link.to("/console/sign-in").with("to", visit.here().toString()));
        }
        Html fields = Html.of("""
                <input type="hidden" name="at" value="{}">{}<p><button>Show personal data</button></p>
                """, view.letter().place(), Visit.reason());
        return Html.of("""
                <details class="card" id="reveal"><summary>Values of the event are hidden, because they may be personal data. Show them…</summary>
                {}</details>
                """, visit.form(Link.to("/console/letter"), fields));
    }

    private Html event() {
        Html body = view.event().fields().isPresent()
                ? pre("event", json(view.event().fields().get()))
                : Html.of("<p>{}</p>", Masks.text(view.event().trouble()));
        Html findings = view.event().findings().stream()
                .map(finding -> Html.of("<li>{}</li>", Masks.text(finding)))
                .collect(Html.joined());
        Html passes = findings.isEmpty()
                ? Html.EMPTY
                : Html.of("<h3>HubSpot gets nothing, because the event does not pass</h3><ul>{}</ul>", findings);
        return Html.of(
                "<section aria-labelledby=\"event-title\"><h2 id=\"event-title\">The event <span class=\"soft\">{}</span></h2>{}{}</section>",
                view.event().writer(),
                body,
                passes);
    }

    private String json(JsonNode json) {
        return (seen ? json : Masks.json(json)).toPrettyString();
    }

    static Html pre(String id, String text) {
        return Html.of("<pre id=\"{}\" tabindex=\"0\">{}</pre>", id, text);
    }

    private Html answer() {
        if (header(DeadLetterHeader.HTTP_STATUS).isEmpty()) {
            return Html.EMPTY;
        }
        return Html.of(
                """
                <section aria-labelledby="answer-title"><h2 id="answer-title">HubSpot's last answer</h2>
                <dl class="facts"><div><dt>Status</dt><dd>{}</dd></div><div><dt>Category</dt><dd>{}</dd></div>
                <div><dt>Requests with the event</dt><dd>{}</dd></div><div><dt>Batch</dt><dd>{}</dd></div>
                <div><dt>Correlation id, for HubSpot's support</dt><dd>{}</dd></div></dl></section>
                """,
                header(DeadLetterHeader.HTTP_STATUS),
                header(DeadLetterHeader.HUBSPOT_CATEGORY),
                header(DeadLetterHeader.ATTEMPTS),
                header(DeadLetterHeader.BATCH_ID),
                header(DeadLetterHeader.HUBSPOT_CORRELATION_ID));
    }

    private String header(DeadLetterHeader header) {
        return Objects.requireNonNullElse(view.letter().text(header), "");
    }

    private Html lives() {
        Html steps = view.history().stream().map(this::step).collect(Html.joined());
        return steps.isEmpty()
                ? Html.EMPTY
                : Html.of(
                        "<section aria-labelledby=\"lives-title\"><h2 id=\"lives-title\">Its lives</h2><ol class=\"line\">{}</ol></section>",
                        steps);
    }

    private Html step(Fact fact) {
        return Html.of(
                "<li class=\"step {}\"><p><b>{}</b> {}</p><p>{}</p></li>",
                fact.step().label(),
                fact.step().label(),
                Times.of(fact.at(), now),
                Masks.text(fact.text()));
    }
}
