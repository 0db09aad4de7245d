package io.eventbatcher.console.page.event;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.page.Masks;
import io.eventbatcher.console.page.PersonalData;
import io.eventbatcher.console.page.Shell;
import io.eventbatcher.console.page.Steps;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.replay.trace.EventQuery.By;
import io.eventbatcher.replay.trace.EventStory;
import io.eventbatcher.replay.trace.TraceReport;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The answer: each event with its state, its way and the records that topics have let go. */
final class EventText {
    private final Question question;
    private final Visit visit;
    private final String subject;
    private final boolean seen;
    private final Instant at;

    /** @param at the time of the reading */
    EventText(Question question, Visit visit, Instant at) {
        this.question = question;
        this.visit = visit;
        this.subject = question.subject(visit);
        this.seen = visit.visitor().sees(subject);
        this.at = at;
    }

    Html html(TraceReport report) {
        Html found = report.stories().isEmpty()
                ? none(report)
                : Html.join(List.of(sum(report), personal(), stories(report), gone(report.gone())));
        return Html.join(List.of(found, command()));
    }

    private Html none(TraceReport report) {
        return Html.of(
                "<p class=\"notice\" id=\"none\" role=\"status\">No topic has an event with {}. {} {}{}</p>",
                question.masked(),
                report.looked(),
                String.join(" ", report.gone()),
                question.by() == By.ORIGIN ? "" : " Look further back, such as 7d.");
    }

    private Html sum(TraceReport report) {
        String left = report.left() == 0
                ? ""
                : "; these are the newest, and " + Times.count(report.left(), "older one") + " left out";
        return Html.of(
                "<div class=\"sum\"><p><b>{}</b> with {}{}. <span class=\"soft\">Read {}. {}</span></p></div>",
                Times.count(report.stories().size(), "event"),
                question.masked(),
                left,
                Times.of(at, at),
                report.looked());
    }

    private Html personal() {
        return PersonalData.notice(
                visit,
                subject,
                "E-mail addresses in texts are",
                Link.to(Question.PATH),
                Html.of(
                        "<input type=\"hidden\" name=\"{}\" value=\"{}\"><input type=\"hidden\" name=\"{}\" value=\"{}\">"
                                + "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
                        Question.BY,
                        question.by().option(),
                        Question.TEXT,
                        question.text(),
                        Question.SINCE,
                        question.since()));
    }

    private Html stories(TraceReport report) {
        Html stories = report.stories().stream().map(this::story).collect(Html.joined());
        return Html.of("<div class=\"stories\">{}</div>", stories);
    }

    private Html story(EventStory story) {
        String origin = Resolution.text(story.origin());
        Html uuid = story.uuid() == null
                ? Html.text("without a readable uuid")
                : Html.of("<a href=\"{}\">{}</a>", Question.link(By.UUID, story.uuid()), story.uuid());
        return Html.of(
                """
                <article class="card story"><h2>Event {}</h2><p class="story-now {}"><b>{}</b> {}</p>
                <dl class="facts"><div><dt>Name</dt><dd>{}</dd></div><div><dt>Route</dt><dd>{}</dd></div>
                <div><dt>Source record</dt><dd><a href="{}">{}</a></dd></div></dl>{}</article>
                """,
                uuid,
                kind(story.state()),
                story.state(),
                text(story.ending()),
                Objects.requireNonNullElse(story.name(), "–"),
                story.route().map(route -> route.label()).orElse("–"),
                Question.link(By.ORIGIN, origin),
                origin,
                Steps.of(story.facts(), seen, at));
    }

    /** The class of the style sheet. */
    private static String kind(String state) {
        return switch (state) {
            case "delivered" -> "well";
            case "dead", "held" -> "bad";
            case "duplicate", "discarded" -> "idle";
            default -> "warn";
        };
    }

    private String text(String text) {
        return seen ? text : Masks.text(text);
    }

    private static Html gone(List<String> sentences) {
        if (sentences.isEmpty()) {
            return Html.EMPTY;
        }
        Html items = sentences.stream()
                .map(sentence -> Html.of("<li>{}</li>", sentence))
                .collect(Html.joined());
        return Html.of(
                "<section aria-labelledby=\"gone-title\"><h2 id=\"gone-title\">No longer provable</h2><ul id=\"gone\">{}</ul></section>",
                items);
    }

    private Html command() {
        String value = question.isHidden() && !seen ? "'•••'" : Shell.quoted(question.text());
        String named = question.by() == By.UUID ? value : "--" + question.by().option() + ' ' + value;
        return Html.of(
                "<p class=\"soft\">The same by the command line: <code id=\"command\">event-batcher event {} --since {}</code></p>",
                named,
                Shell.quoted(question.since()));
    }
}
