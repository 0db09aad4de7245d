package io.eventbatcher.console.page.letters;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.config.Settings;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.page.Masks;
import io.eventbatcher.console.page.PersonalData;
import io.eventbatcher.console.page.Steps;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.replay.letter.Explanation;
import io.eventbatcher.replay.letter.FilterOption;
import io.eventbatcher.replay.letter.LetterKind;
import io.eventbatcher.replay.letter.Remedy;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.resolution.Resolution;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The page of one letter: why, what can be done, the event, HubSpot's answer, its lives. */
final class LetterText {
    private final Settings settings;
    private final LetterView view;
    private final Visit visit;
    private final String subject;
    private final boolean seen;
    private final Instant now;

    LetterText(Settings settings, LetterView view, Visit visit, String subject, Instant now) {
        this.settings = settings;
        this.view = view;
        this.visit = visit;
        this.subject = subject;
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
                Masks.text(header(DeadLetterHeader.EVENT_NAME)),
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
                ? LetterActs.of(
                        LetterQuery.of(FilterOption.ID, letter.id().toString()), Set.of(view.state()), "this letter")
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
        return PersonalData.notice(
                visit,
                subject,
                "The event's values, and e-mail addresses in messages, are",
                Link.to("/console/letter"),
                Html.of(
                        "<input type=\"hidden\" name=\"at\" value=\"{}\">",
                        view.letter().place()));
    }

    private Html event() {
        Html body = view.event().fields().isPresent()
                ? LetterParts.pre("event", json(view.event().fields().get()))
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
        return view.history().isEmpty()
                ? Html.EMPTY
                : Html.of(
                        """
                        <section aria-labelledby="lives-title"><h2 id="lives-title">Its lives</h2>{}
                        <p><a id="whole-way" href="{}">The whole way of the event, from its source to now</a></p></section>
                        """,
                        Steps.of(view.history(), seen, now),
                        Link.to("/console/event")
                                .with("origin", Resolution.text(view.letter().origin())));
    }
}
