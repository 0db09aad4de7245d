package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.run.LiveRun;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.run.ReplayRuns;
import io.eventbatcher.replay.run.RunProgress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The runs of replays, newest first: who, when, why, and what became of them. */
final class RunsPage implements Page {
    private static final int MOST = 500;

    private final Desk desk;

    RunsPage(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String path() {
        return "/console/replays";
    }

    @Override
    public String tab() {
        return "Replays";
    }

    @Override
    public Response get(Visit visit) {
        Reading<List<ReplayRun>> reading = desk.readings()
                .ask(
                        "runs",
                        progress -> new ReplayRuns(desk.settings(), progress)
                                .list().stream()
                                        .sorted(Comparator.comparing(ReplayRun::startedAt)
                                                .reversed())
                                        .limit(MOST)
                                        .toList());
        Html heading = Html.of(
                "<h1>Replays</h1><p class=\"lead\">Runs of the last 90 days, by this console, by others and by the command line.</p>");
        return visit.page("Replays", heading, reading, this::content);
    }

    private Html content(List<ReplayRun> runs) {
        if (runs.isEmpty()) {
            return Html.of("<p class=\"notice\" id=\"runs\">Nobody has replayed dead letters yet.</p>");
        }
        Instant now = desk.now();
        Html rows = runs.stream().map(run -> row(run, now)).collect(Html.joined());
        return Html.of("""
                <div class="scroll"><table class="letters" id="runs"><thead><tr><th scope="col">Run</th><th scope="col">Begun</th><th scope="col">Status</th>
                <th scope="col">By</th><th scope="col">Why</th><th scope="col">Letters of</th><th scope="col" class="number">Letters</th>
                <th scope="col" class="number">Sent</th><th scope="col" class="number">Delivered</th><th scope="col" class="number">Died again</th></tr></thead>
                <tbody>{}</tbody></table></div>{}
                """, rows, Desk.command("event-batcher dead-letters replays list"));
    }

    private Html row(ReplayRun run, Instant now) {
        RunProgress progress = desk.runs()
                .find(run.id())
                .filter(live -> !live.hasEnded())
                .map(LiveRun::progress)
                .orElseGet(() -> RunProgress.of(run));
        return Html.of(
                """
                <tr><td><a href="{}">{}</a></td><td class="time">{}</td><td>{}</td><td>{}</td><td>{}</td><td><code>{}</code></td>
                <td class="number">{}</td><td class="number">{}</td><td class="number">{}</td><td class="number">{}</td></tr>
                """,
                RunLinks.show(run.id()),
                run.id(),
                Times.of(run.startedAt(), now),
                RunMark.of(run.status()),
                run.by(),
                run.why().isEmpty() ? "–" : run.why(),
                Desk.words(ReplayPlanner.orderOf(run).filter()),
                Times.number(progress.meant()),
                Times.number(progress.sent()),
                Times.number(progress.of(LetterState.DELIVERED)),
                Times.number(progress.of(LetterState.DIED_AGAIN)));
    }
}
