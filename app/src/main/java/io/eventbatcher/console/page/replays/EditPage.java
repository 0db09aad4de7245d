package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.page.edit.EditDrafts;
import io.eventbatcher.console.page.edit.EditDrafts.Draft;
import io.eventbatcher.console.page.edit.EditForm;
import io.eventbatcher.console.page.edit.EditView;
import io.eventbatcher.console.page.letters.LetterActs;
import io.eventbatcher.console.page.letters.LetterQuery;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.run.Planned;
import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.plan.EditPreview;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.scan.ScanProgress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Changes fields of all letters of a filter, shows the difference, and replays them. */
final class EditPage implements Page {
    private static final String DEED = "edit and replay";
    private static final String DRAFT = "draft";
    private static final int MOST_EXAMPLES = 50;

    private final Desk desk;
    private final SendForm send;
    private final EditDrafts drafts = new EditDrafts();

    EditPage(Desk desk) {
        this.desk = desk;
        this.send = new SendForm(desk);
    }

    @Override
    public String path() {
        return LetterActs.EDIT;
    }

    @Override
    public Response get(Visit visit) throws RefusedException {
        Desk.requireActor(visit);
        Parameters parameters = visit.request().query();
        LetterQuery query = LetterQuery.of(parameters);
        RunChoice choice = RunChoice.of(parameters);
        LetterFilter filter = query.filter(desk.now());
        String id = parameters.get(DRAFT);
        Optional<Draft> draft = drafts.find(id, visit.visitor().name());
        Html heading = Html.of(
                "<h1>Edit and replay</h1>{}{}{}{}",
                Desk.about(query, filter),
                SendForm.renewed(visit),
                draft.isEmpty() && !id.isEmpty()
                        ? Desk.told("The changes are not kept any more; enter them again.")
                        : Html.EMPTY,
                EditForm.html(visit, query, draft));
        return draft.isEmpty()
                ? visit.page("Edit and replay", heading)
                : preview(visit, heading, query, choice, filter, draft.get());
    }

    private Response preview(
            Visit visit, Html heading, LetterQuery query, RunChoice choice, LetterFilter filter, Draft draft) {
        FieldEdits edits;
        try {
            edits = draft.edits();
        } catch (IllegalArgumentException wrong) {
            return visit.page(
                    "Edit and replay", Html.join(List.of(heading, Desk.bad(String.valueOf(wrong.getMessage())))));
        }
        ReplayOrder order =
                choice.bounded(ReplayOrder.of(draft.by(), "", filter)).withEdits(edits);
        Reading<Planned> reading = desk.plans()
                .ask(
                        "edit " + draft.id() + choice.bounds() + ' ' + query,
                        DEED,
                        (id, progress) -> planned(id, order, progress));
        return visit.page(
                "Edit and replay", heading, reading, planned -> content(visit, planned, query, choice, draft, edits));
    }

    private Planned planned(String id, ReplayOrder order, ScanProgress progress) {
        ReplayPlan plan = new ReplayPlanner(desk.settings(), progress).plan(order);
        return Planned.of(id, plan).with(EditPreview.of(desk.settings(), plan, MOST_EXAMPLES, progress));
    }

    private Html content(
            Visit visit, Planned planned, LetterQuery query, RunChoice choice, Draft draft, FieldEdits edits) {
        if (planned.plan().isEmpty() || planned.edit().isEmpty()) {
            return Desk.bad(planned.trouble());
        }
        ReplayPlan plan = planned.plan().get();
        EditPreview preview = planned.edit().get();
        Html kept = Html.of("{}<input type=\"hidden\" name=\"{}\" value=\"{}\">", query.fields(), DRAFT, draft.id());
        boolean sendable = planned.letters() > 0 && preview.failing() == 0;
        Html form = sendable
                ? send.html(
                        visit, planned, choice, Link.to(LetterActs.EDIT), kept, query.on(Link.to("/console/letters")))
                : Html.EMPTY;
        Html difference = planned.letters() == 0
                ? Html.EMPTY
                : Html.join(List.of(new EditView(visit, edits).html(preview), EditView.hint()));
        return Html.of(
                "{}{}{}{}{}",
                ReplayPage.sum(plan),
                difference,
                PlanView.of(plan, desk.now()),
                form,
                Desk.command(command(plan, draft, choice.options(planned.letters()))));
    }

    private static String command(ReplayPlan plan, Draft draft, String options) {
        String sets = draft.words().stream()
                .map(word -> " --set '" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining());
        return "event-batcher dead-letters edit " + plan.order().filter() + sets
                + (draft.byOurSchema() ? " --with-our-schema" : "") + options + " --why '…'";
    }

    @Override
    public Response post(Visit visit) throws RefusedException {
        Parameters form = visit.request().form();
        Link page = LetterQuery.of(form).on(Link.to(LetterActs.EDIT));
        if (form.get("step").equals(EditForm.PREVIEW)) {
            Draft draft = drafts.keep(Draft.of(form, visit.visitor().name()));
            return Response.seeOther(page.with(DRAFT, draft.id()));
        }
        return send.post(visit, DEED, page.with(DRAFT, form.get(DRAFT)));
    }
}
