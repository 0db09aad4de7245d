package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.run.Planned;
import io.eventbatcher.replay.plan.PlanWords;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import java.time.Duration;
import java.util.Optional;

/** The last step before a run: its pace and care, a reason, and a button that says the numbers. */
final class SendForm {
    /** The parameter of an address whose plan was too old to be carried out. */
    static final String RENEWED = "renewed";

    private static final String PLAN = "plan";

    private final Desk desk;

    SendForm(Desk desk) {
        this.desk = desk;
    }

    /**
     * The form of a plan with letters.
     *
     * @param page the page of the plan, which takes the form
     * @param kept hidden fields that the page needs again
     * @param leave the page for somebody who changes the mind
     */
    Html html(Visit visit, Planned planned, RunChoice choice, Link page, Html kept, Link leave) {
        ReplayPlan plan = planned.plan().orElseThrow();
        int letters = plan.places().size();
        ReplayOrder order = choice.careful(plan.order(), letters);
        double rate = plan.by(order).rate();
        Html fields = Html.of(
                """
                <input type="hidden" name="plan" value="{}">{}{}{}
                <p><button class="primary" id="send">{}</button> <a class="button" id="leave" href="{}">Leave it</a></p>
                """, planned.id(), kept, choice.fields(), Visit.reason(), button(letters, order.first()), leave);
        return Html.of(
                """
                <section class="card narrow" aria-labelledby="send-title"><h2 id="send-title">Send</h2><p>At {}, in about {}. {}{}</p>{}{}</section>
                """,
                PlanWords.rate(rate),
                PlanWords.span(Duration.ofMillis((long) Math.ceil(letters / rate * 1_000))),
                first(letters, order.first()),
                order.stopOnFailure() == 0
                        ? "The run goes on however many die again."
                        : "The run stops when " + order.stopOnFailure()
                                + " % of the replays whose end is known have died again, of 20 at least.",
                choice.form(page, kept),
                visit.form(page, fields));
    }

    private static String first(int letters, int first) {
        if (first == 0) {
            return letters == 1
                    ? ""
                    : "All go at once: letters that HubSpot refuses again may halt the route for all its events; send some first. ";
        }
        return (first == 1 ? "The first goes" : "The first " + Times.number(first) + " go") + " alone; the "
                + others(letters - first)
                + (first == 1 ? " when the first is delivered. " : " when all of the first are delivered. ");
    }

    /** {@code other 295 follow by themselves}. */
    static String others(long number) {
        return number == 1 ? "other one follows by itself" : "other " + Times.number(number) + " follow by themselves";
    }

    static String button(int letters, int first) {
        if (first > 0) {
            return "Send " + Times.number(first) + " first, then " + Times.number(letters - first);
        }
        return letters == 1 ? "Send 1 event" : "Send all " + Times.number(letters);
    }

    /** Tells that the plan before was too old. */
    static Html renewed(Visit visit) {
        return visit.request().query().get(RENEWED).isEmpty()
                ? Html.EMPTY
                : Desk.told("Nothing was sent: the plan was older than a quarter of an hour. The plan below is new.");
    }

    /**
     * Begins the run of the form; the letters are those of the plan that was shown. A form that is sent twice leads to the same run.
     *
     * @param what the purpose of the page's plans, also for the history
     * @param page the page of the plan, which shows a new plan if the old one is gone
     */
    Response post(Visit visit, String what, Link page) throws RefusedException {
        Parameters form = visit.request().form();
        String why = visit.why();
        RunChoice choice = RunChoice.of(form);
        String id = form.get(PLAN);
        Optional<Planned> found = desk.plans().find(id, what);
        if (found.isEmpty()) {
            return Response.seeOther(
                    desk.runs().find(id).isPresent()
                            ? RunLinks.show(id)
                            : choice.on(page).with(RENEWED, "yes"));
        }
        ReplayPlan plan = found.get().plan().orElseThrow();
        int letters = plan.places().size();
        boolean unfit = found.get().edit().filter(edit -> edit.failing() > 0).isPresent();
        if (letters == 0 || unfit) {
            throw new RefusedException(409, "There is nothing to send.");
        }
        String by = visit.visitor().name();
        ReplayOrder order = choice.careful(plan.order(), letters).signed(by, why);
        String subject = "run " + id + ": " + Times.count(letters, "letter") + " of " + Desk.words(order.filter());
        desk.runs().begin(id, plan.by(order), () -> desk.history().record(by, why, what, subject));
        desk.plans().forget(id);
        desk.readings().forget();
        return Response.seeOther(RunLinks.show(id));
    }
}
