package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.page.letters.LetterQuery;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.run.LiveMarks;
import io.eventbatcher.console.run.Planned;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Discards or restores all letters of a filter: says first how many, and what follows. */
final class MarkPage implements Page {
    private static final String ACT = "act";
    private static final String PLAN = "plan";

    /** A few thousand letters take no longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Desk desk;
    private final Marking marking;
    private final Link page;

    MarkPage(Desk desk, Marking marking) {
        this.desk = desk;
        this.marking = marking;
        this.page = Link.to(marking.path());
    }

    @Override
    public String path() {
        return marking.path();
    }

    @Override
    public Response get(Visit visit) throws RefusedException {
        Desk.requireActor(visit);
        LetterQuery query = LetterQuery.of(visit.request().query());
        LetterFilter filter = query.filter(desk.now());
        Html heading = Html.of("<h1>{}</h1>{}{}", marking.verb(), Desk.about(query, filter), SendForm.renewed(visit));
        Optional<LiveMarks> done =
                desk.runs().findMarks(act(visit.request().query().get(ACT)));
        if (done.isPresent()) {
            Html piece = outcome(visit, done.get());
            return visit.page(
                    marking.verb(), visit.request().wantsPiece() ? piece : Html.join(List.of(heading, piece)));
        }
        ReplayOrder order = ReplayOrder.of(visit.visitor().name(), "", filter);
        Reading<Planned> reading = desk.plans()
                .ask(
                        marking.word() + ' ' + query,
                        marking.word(),
                        (id, progress) -> Planned.of(
                                id, new ReplayPlanner(desk.settings(), progress).marking(order, marking.from())));
        return visit.page(marking.verb(), heading, reading, planned -> content(visit, planned, query));
    }

    /** The name of marks at this page: no page tells the marks of another one as its own. */
    private String act(String plan) {
        return marking.word() + ' ' + plan;
    }

    private Html content(Visit visit, Planned planned, LetterQuery query) {
        if (planned.plan().isEmpty()) {
            return Desk.bad(planned.trouble());
        }
        ReplayPlan plan = planned.plan().get();
        int letters = planned.letters();
        Html sum = Html.of(
                "<p class=\"sum\" id=\"plan\"><b>{}</b></p>",
                plan.matched() == 0
                        ? "No letter matches."
                        : letters == 0
                                ? "None of " + Times.number(plan.matched()) + " is "
                                        + marking.from().label() + "."
                                : Times.count(letters, "letter") + " to " + marking.word() + " of "
                                        + Times.number(plan.matched()) + ".");
        return Html.of(
                "{}{}{}", sum, PlanView.of(plan, desk.now()), letters == 0 ? Html.EMPTY : form(visit, planned, query));
    }

    private Html form(Visit visit, Planned planned, LetterQuery query) {
        Html fields = Html.of(
                """
                <input type="hidden" name="plan" value="{}">{}{}
                <p><button class="primary" id="mark">{} {}</button> <a class="button" id="leave" href="{}">Leave it</a></p>
                """,
                planned.id(),
                query.fields(),
                Visit.reason(),
                marking.verb(),
                Times.count(planned.letters(), "letter"),
                query.on(Link.to("/console/letters")));
        return Html.of(
                "<section class=\"card narrow\"><p>{}</p>{}</section>{}",
                marking.consequence(),
                visit.form(page, fields),
                Desk.command("event-batcher dead-letters " + marking.word() + ' '
                        + planned.plan().orElseThrow().order().filter() + " --why '…'"));
    }

    private Html outcome(Visit visit, LiveMarks live) {
        if (!live.trouble().isEmpty()) {
            return Desk.bad(live.trouble());
        }
        if (live.marked().isEmpty()) {
            return Html.of(
                    "<p class=\"notice\" hx-get=\"{}\" hx-trigger=\"every 1s\" hx-swap=\"outerHTML\" role=\"status\">{} are being {}."
                            + " <a href=\"{}\">Look again</a></p>",
                    visit.here(),
                    Times.count(live.letters(), "letter"),
                    marking.done(),
                    visit.here());
        }
        long marked = live.marked().getAsLong();
        String others = marked < live.letters()
                ? " The state of the other " + Times.number(live.letters() - marked) + " has changed meanwhile."
                : "";
        return Html.of(
                "<p class=\"notice well\" id=\"marked\" role=\"status\">{} {}.{}</p>",
                Times.count(marked, "letter"),
                marked == 1 ? "is " + marking.done() : "are " + marking.done(),
                others);
    }

    @Override
    public Response post(Visit visit) throws RefusedException {
        Parameters form = visit.request().form();
        String why = visit.why();
        String by = visit.visitor().name();
        String id = form.get(PLAN);
        Link back = LetterQuery.of(form).on(page);
        Optional<Planned> found = desk.plans().find(id, marking.word());
        if (found.isEmpty()) {
            return Response.seeOther(
                    desk.runs().findMarks(act(id)).isPresent()
                            ? back.with(ACT, id)
                            : back.with(SendForm.RENEWED, "yes"));
        }
        ReplayPlan shown = found.get().plan().orElseThrow();
        if (shown.places().isEmpty()) {
            throw new RefusedException(409, "There is nothing to " + marking.word() + '.');
        }
        ReplayPlan plan = shown.by(shown.order().signed(by, why));
        Instant now = desk.now().truncatedTo(ChronoUnit.MILLIS);
        String subject = Times.count(plan.places().size(), "letter") + " of "
                + Desk.words(plan.order().filter());
        LiveMarks live = desk.runs()
                .mark(
                        act(id),
                        plan,
                        () -> desk.history().record(by, why, marking.word(), subject),
                        marks -> marking.mark(marks, id, plan, now));
        desk.plans().forget(id);
        live.await(PATIENCE);
        desk.readings().forget();
        return Response.seeOther(back.with(ACT, id));
    }
}
