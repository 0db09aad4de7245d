package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.run.LiveRun;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.run.ReplayRuns;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.state.RunLetters;
import java.util.Optional;

/** One run, live while it goes on. */
final class RunPage implements Page {
    private static final int MOST_LETTERS = 500;

    private final Desk desk;

    RunPage(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String path() {
        return RunLinks.SHOW;
    }

    @Override
    public Response get(Visit visit) {
        String id = visit.request().query().get(RunLinks.ID);
        Optional<LiveRun> live = desk.runs().find(id);
        Reading<Optional<RunNow>> reading = live.isPresent() && !live.get().hasEnded()
                ? new Reading<>(Optional.of(Optional.of(RunNow.of(live.get(), desk.now()))), "", "", 100, desk.now())
                : desk.readings().ask("run " + id, progress -> read(id, progress));
        Html heading = Html.of("<h1>Run {}</h1>", id);
        String trouble = live.map(LiveRun::trouble).orElse("");
        return visit.page("Run " + id, heading, reading, found -> content(visit, id, found, trouble));
    }

    private Optional<RunNow> read(String id, ScanProgress progress) {
        Optional<ReplayRun> found = new ReplayRuns(desk.settings(), progress).find(id);
        return found.map(run -> run.status().equals(ReplayRun.RUNNING)
                ? RunNow.of(run)
                : RunNow.of(run, RunLetters.read(desk.settings(), id, MOST_LETTERS, progress)));
    }

    private Html content(Visit visit, String id, Optional<RunNow> found, String trouble) {
        Html failed = trouble.isEmpty() ? Html.EMPTY : Desk.bad(trouble);
        Html run = found.map(now -> new RunView(visit, now, desk.now()).html())
                .orElseGet(() -> trouble.isEmpty()
                        ? Desk.bad("There is no run " + id + " in "
                                + desk.settings().topics().resolutions() + ".")
                        : Html.EMPTY);
        return Html.of("{}{}", failed, run);
    }
}
