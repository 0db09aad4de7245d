package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.run.Planned;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.run.ReplayRuns;
import io.eventbatcher.replay.scan.ScanProgress;
import java.util.Optional;

/** Goes on with a run that was stopped or killed: shows the rest first. */
final class ResumePage implements Page {
    private static final String PLAN = "plan";

    private final Desk desk;

    ResumePage(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String path() {
        return RunLinks.RESUME;
    }

    @Override
    public Response get(Visit visit) throws RefusedException {
        Desk.requireActor(visit);
        String id = visit.request().query().get(RunLinks.ID);
        Reading<Planned> reading =
                desk.plans().ask("rest " + id, deed(id), (plan, progress) -> rest(id, plan, progress));
        Html heading = Html.of("<h1>Go on with run {}</h1>{}", id, SendForm.renewed(visit));
        return visit.page("Go on with run " + id, heading, reading, planned -> content(visit, id, planned));
    }

    private static String deed(String id) {
        return "go on with run " + id;
    }

    private Planned rest(String id, String plan, ScanProgress progress) {
        Optional<ReplayRun> run = new ReplayRuns(desk.settings(), progress).find(id);
        if (run.isEmpty()) {
            return Planned.not("There is no run " + id + ".");
        }
        if (run.get().status().equals(ReplayRun.CANCELLED)) {
            return Planned.not("Run " + id + " is over: " + run.get().note()
                    + " A new replay with the same filter sends the rest.");
        }
        return Planned.of(plan, new ReplayPlanner(desk.settings(), progress).rest(run.get()))
                .with(run.get());
    }

    private Html content(Visit visit, String id, Planned planned) {
        if (planned.plan().isEmpty()) {
            return Desk.bad(planned.trouble());
        }
        ReplayPlan rest = planned.plan().get();
        int letters = planned.letters();
        int first = rest.order().first();
        Html fields = Html.of(
                """
                <input type="hidden" name="id" value="{}"><input type="hidden" name="plan" value="{}">{}
                <p><button class="primary" id="send">{}</button> <a class="button" id="leave" href="{}">Leave it</a></p>
                """,
                id,
                planned.id(),
                Visit.reason(),
                letters == 0 ? "Look what became of them" : SendForm.button(letters, first < letters ? first : 0),
                RunLinks.show(id));
        return Html.of(
                """
                <p class="sum" id="plan"><b>{} to send</b>; {} were sent before.</p>{}<section class="card narrow"><p>A process that still works at
                the run is shut out. Pace and care are those of the run's begin.</p>{}</section>{}
                """,
                Times.count(letters, "event"),
                Times.number(rest.sentBefore().size()),
                PlanView.of(rest, desk.now()),
                visit.form(Link.to(RunLinks.RESUME), fields),
                Desk.command("event-batcher dead-letters replays resume " + id));
    }

    @Override
    public Response post(Visit visit) throws RefusedException {
        Parameters form = visit.request().form();
        String id = form.get(RunLinks.ID);
        String why = visit.why();
        String by = visit.visitor().name();
        Optional<Planned> found = desk.plans().find(form.get(PLAN), deed(id));
        if (found.isEmpty()) {
            boolean goesOn =
                    desk.runs().find(id).filter(live -> !live.hasEnded()).isPresent();
            return Response.seeOther(
                    goesOn ? RunLinks.show(id) : RunLinks.resume(id).with(SendForm.RENEWED, "yes"));
        }
        desk.runs()
                .resume(
                        found.get().run().orElseThrow(),
                        found.get().plan().orElseThrow(),
                        () -> desk.history().record(by, why, "resume", "run " + id));
        desk.plans().forget(found.get().id());
        desk.readings().forget();
        return Response.seeOther(RunLinks.show(id));
    }
}
