package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.run.LiveRun;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.PlanWords;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.run.RunProgress;
import java.time.Instant;

/** The page of one run: how far it is, what became of its letters, who began it and why. A run that goes on is asked for again. */
final class RunView {
    private final Visit visit;
    private final RunNow run;
    private final RunProgress progress;
    private final Instant now;

    RunView(Visit visit, RunNow run, Instant now) {
        this.visit = visit;
        this.run = run;
        this.progress = run.progress();
        this.now = now;
    }

    Html html() {
        Html body = Html.of(
                "{}{}{}{}{}{}",
                bar(),
                words(),
                outcomes(),
                acts(),
                facts(),
                run.letters().map(letters -> RunLettersView.of(letters, now)).orElse(Html.EMPTY));
        if (!run.isRunning()) {
            return Html.of("<div id=\"run\">{}</div>", body);
        }
        return Html.of("""
                <div id="run" hx-get="{}" hx-trigger="every {}" hx-swap="outerHTML">{}<noscript><p><a href="{}">Look again</a></p></noscript></div>
                """, visit.here(), run.live().isPresent() ? "1s" : "3s", body, visit.here());
    }

    private Html bar() {
        long passed = progress.sent() + progress.skipped();
        String pace = run.live().map(RunView::pace).orElse("");
        return Html.of(
                """
                <p class="sum">{} <label for="run-bar"><b id="run-passed">{} of {}</b></label>
                <progress id="run-bar" max="{}" value="{}"></progress> <span class="soft" id="run-pace">{}</span></p>
                """,
                RunMark.of(run.status()),
                Times.number(passed),
                Times.number(progress.meant()),
                Math.max(1, progress.meant()),
                passed,
                pace);
    }

    private static String pace(LiveRun live) {
        return live.left()
                .map(left -> PlanWords.rate(live.rate()) + ", " + PlanWords.span(left) + " left")
                .orElse("");
    }

    /** The reason why the run waits, or has ended. */
    private Html words() {
        if (!progress.hold().isEmpty()) {
            String then = progress.left() > 0
                            && run.order().first() > 0
                            && progress.sent() == run.order().first()
                    ? " The " + SendForm.others(progress.left()) + " when all are delivered."
                    : "";
            return Html.of(
                    "<p class=\"notice\" id=\"run-hold\" role=\"status\">Waits. {}{}</p>", progress.hold(), then);
        }
        if (!run.note().isEmpty()) {
            return Html.of(
                    "<p class=\"{}\" id=\"run-note\" role=\"status\">{}</p>",
                    explains() ? "notice warn" : "notice",
                    run.note());
        }
        return run.isRunning() && run.live().isEmpty()
                ? Html.of(
                        "<p class=\"notice\" id=\"run-elsewhere\">Another process works at the run, or was killed. Its last word came {}.</p>",
                        Times.of(run.at(), now))
                : Html.EMPTY;
    }

    private Html outcomes() {
        Html rows = progress.rows().entrySet().stream()
                .map(row -> Html.of(
                        "<div><dt>{}</dt><dd class=\"big-number\" id=\"run-{}\">{}</dd></div>",
                        row.getKey(),
                        row.getKey().replace(' ', '-'),
                        Times.number(row.getValue())))
                .collect(Html.joined());
        return Html.of("<dl class=\"facts\" id=\"run-outcomes\">{}</dl>", rows);
    }

    /** True if somebody should know why letters died again before the rest goes. */
    private boolean explains() {
        return run.canGoOn() && progress.of(LetterState.DIED_AGAIN) > 0;
    }

    private Html acts() {
        if (!visit.mayAct()) {
            return Html.EMPTY;
        }
        String rest = progress.left() > 0
                ? "Go on with the other " + Times.number(progress.left()) + "…"
                : "Look at the rest…";
        Html goOn = run.canGoOn()
                ? Html.of(
                        "<a class=\"{}\" id=\"run-resume\" href=\"{}\">{}</a> ",
                        explains() ? "button" : "button primary",
                        RunLinks.resume(run.id()),
                        rest)
                : Html.EMPTY;
        Html stop = run.canBeCancelled()
                ? Html.of(
                        "<a class=\"button\" id=\"run-cancel\" href=\"{}\">Stop here…</a> ", RunLinks.cancel(run.id()))
                : Html.EMPTY;
        Html died = progress.of(LetterState.DIED_AGAIN) > 0
                ? Html.of(
                        "<a class=\"{}\" id=\"run-issues\" href=\"{}\">Why letters are open</a> ",
                        explains() ? "button primary" : "button",
                        Link.to("/console/issues").with("state", LetterState.OPEN.label()))
                : Html.EMPTY;
        return Html.of("<p class=\"orders\" id=\"acts\">{}{}{}</p>", died, goOn, stop);
    }

    private Html facts() {
        ReplayOrder order = run.order();
        String edits = String.join(", ", order.edits().paths());
        return Html.of(
                """
                <dl class="facts" id="run-facts"><div><dt>By</dt><dd>{}</dd></div><div><dt>Why</dt><dd>{}</dd></div>
                <div><dt>Begun</dt><dd>{}</dd></div><div><dt>Letters</dt><dd><code>{}</code></dd></div>
                <div><dt>Events a second</dt><dd>{}</dd></div><div><dt>First, alone</dt><dd>{}</dd></div>
                <div><dt>Stops at</dt><dd>{}</dd></div><div><dt>Edited fields</dt><dd>{}</dd></div></dl>{}
                """,
                order.by(),
                order.why().isEmpty() ? "–" : order.why(),
                Times.of(run.startedAt(), now),
                Desk.words(order.filter()),
                PlanWords.rate(run.rate()),
                order.first() == 0 ? "none" : Times.number(order.first()),
                order.stopOnFailure() == 0 ? "nothing" : order.stopOnFailure() + " % died again",
                edits.isEmpty() ? "none" : edits,
                Desk.command("event-batcher dead-letters replays show " + run.id()));
    }
}
