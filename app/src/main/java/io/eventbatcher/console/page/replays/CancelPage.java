package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.run.ReplayRuns;
import io.eventbatcher.replay.scan.ScanProgress;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** Ends a run for good. */
final class CancelPage implements Page {
    private final Desk desk;
    private final Function<String, Optional<ReplayRun>> runs;

    CancelPage(Desk desk) {
        this(desk, new ReplayRuns(desk.settings(), ScanProgress.SILENT)::find);
    }

    /** @param runs finds runs by their names */
    CancelPage(Desk desk, Function<String, Optional<ReplayRun>> runs) {
        this.desk = desk;
        this.runs = runs;
    }

    @Override
    public String path() {
        return RunLinks.CANCEL;
    }

    @Override
    public Response get(Visit visit) throws RefusedException {
        Desk.requireActor(visit);
        String id = find(visit.request().query().get(RunLinks.ID)).id();
        Html fields = Html.of("""
                <input type="hidden" name="id" value="{}">{}
                <p><button class="primary" id="cancel">Stop here, for good</button> <a class="button" id="leave" href="{}">Leave it</a></p>
                """, id, Visit.reason(), RunLinks.show(id));
        return visit.page(
                "Stop run " + id,
                Html.of(
                        """
                        <section class="card narrow"><h1>Stop run {}</h1><p>The run ends for good, whatever process works at it. Letters that were sent
                        stay sent, and go on to their outcome; all others stay open, and a new replay can send them.</p>{}{}</section>
                        """,
                        id,
                        visit.form(Link.to(RunLinks.CANCEL), fields),
                        Desk.command("event-batcher dead-letters replays cancel " + id)));
    }

    @Override
    public Response post(Visit visit) throws RefusedException {
        String id = visit.request().form().get(RunLinks.ID);
        String why = visit.why();
        String by = visit.visitor().name();
        ReplayRun run = find(id);
        desk.history().record(by, why, "cancel", "run " + id);
        new ReplayRuns(desk.settings(), ScanProgress.SILENT)
                .cancel(run, by, why, desk.now().truncatedTo(ChronoUnit.MILLIS));
        desk.readings().forget();
        return Response.seeOther(RunLinks.show(id));
    }

    private ReplayRun find(String id) throws RefusedException {
        ReplayRun run = runs.apply(id).orElseThrow(() -> new RefusedException(404, "There is no run " + id + "."));
        if (run.status().equals(ReplayRun.DONE) || run.status().equals(ReplayRun.CANCELLED)) {
            throw new RefusedException(409, "Run " + id + " is " + run.status() + "; there is nothing to stop.");
        }
        return run;
    }
}
