package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.page.letters.LetterActs;
import io.eventbatcher.console.page.letters.LetterQuery;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.run.Planned;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;

/** A replay of all letters of a filter: the plan first, then the run. */
final class ReplayPage implements Page {
    private static final String DEED = "replay";
    private static final Link PAGE = Link.to(LetterActs.REPLAY);

    private final Desk desk;
    private final SendForm send;

    ReplayPage(Desk desk) {
        this.desk = desk;
        this.send = new SendForm(desk);
    }

    @Override
    public String path() {
        return LetterActs.REPLAY;
    }

    @Override
    public Response get(Visit visit) throws RefusedException {
        Desk.requireActor(visit);
        LetterQuery query = LetterQuery.of(visit.request().query());
        RunChoice choice = RunChoice.of(visit.request().query());
        LetterFilter filter = query.filter(desk.now());
        ReplayOrder order = choice.bounded(ReplayOrder.of(visit.visitor().name(), "", filter));
        Reading<Planned> reading = desk.plans()
                .ask(
                        "replay " + choice.bounds() + ' ' + query,
                        DEED,
                        (id, progress) -> Planned.of(id, new ReplayPlanner(desk.settings(), progress).plan(order)));
        Html heading = Html.of("<h1>Replay</h1>{}{}", Desk.about(query, filter), SendForm.renewed(visit));
        return visit.page("Replay", heading, reading, planned -> content(visit, planned, query, choice));
    }

    private Html content(Visit visit, Planned planned, LetterQuery query, RunChoice choice) {
        if (planned.plan().isEmpty()) {
            return Desk.bad(planned.trouble());
        }
        ReplayPlan plan = planned.plan().get();
        int letters = planned.letters();
        Html form = letters == 0
                ? Html.EMPTY
                : Html.of(
                        "{}{}",
                        send.html(visit, planned, choice, PAGE, query.fields(), query.on(Link.to("/console/letters"))),
                        Desk.command("event-batcher dead-letters replay "
                                + plan.order().filter() + choice.options(letters) + " --why '…'"));
        return Html.of("{}{}{}", sum(plan), PlanView.of(plan, desk.now()), form);
    }

    /** The plan in a sentence. */
    static Html sum(ReplayPlan plan) {
        int letters = plan.places().size();
        String sentence = plan.matched() == 0
                ? "No letter matches."
                : letters == 0
                        ? "Nothing to send: all " + Times.number(plan.matched()) + " are left out."
                        : Times.count(letters, "event") + " to send of " + Times.count(plan.matched(), "letter") + ".";
        return Html.of("<p class=\"sum\" id=\"plan\"><b>{}</b></p>", sentence);
    }

    @Override
    public Response post(Visit visit) throws RefusedException {
        return send.post(visit, DEED, LetterQuery.of(visit.request().form()).on(PAGE));
    }
}
