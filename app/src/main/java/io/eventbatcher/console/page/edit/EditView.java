package io.eventbatcher.console.page.edit;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.page.Masks;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.page.letters.LetterPage;
import io.eventbatcher.replay.event.EditedEvent;
import io.eventbatcher.replay.event.FieldDifference;
import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.plan.EditPreview;
import java.util.ArrayList;
import java.util.List;

/** The difference that an edit makes, letter by letter. The value before shows to people who may see the letter's personal data. */
public final class EditView {
    private final Visit visit;
    private final FieldEdits edits;

    public EditView(Visit visit, FieldEdits edits) {
        this.visit = visit;
        this.edits = edits;
    }

    public Html html(EditPreview preview) {
        long all = preview.passing() + preview.failing();
        long others = all - preview.examples().size();
        String sum = preview.failing() > 0
                ? "The edit does not make " + Times.number(preview.failing()) + " of " + Times.count(all, "event")
                        + " valid, so nothing can be sent."
                        + (preview.lacksFields(edits) && !edits.isByOurSchema()
                                ? " Fields that only our own schema has can be set by our own schema."
                                : "")
                : "The edit makes " + (all == 1 ? "the event" : "all " + Times.number(all) + " events") + " valid.";
        Html examples = preview.examples().stream().map(this::example).collect(Html.joined());
        return Html.of(
                "<h2>The difference</h2><p class=\"notice {}\" id=\"edit-sum\" role=\"status\">{}</p><div id=\"differences\">{}</div>{}",
                preview.failing() > 0 ? "bad" : "well",
                sum,
                examples,
                others > 0 ? Html.of("<p>And {}.</p>", Times.count(others, "further event")) : Html.EMPTY);
    }

    private Html example(EditPreview.Example example) {
        StoredLetter letter = example.letter();
        boolean seen = visit.visitor().sees(LetterPage.subject(letter.place()));
        EditedEvent event = example.event();
        List<String> paths = edits.paths(letter.id());
        List<FieldDifference> differences = event.differences(paths);
        List<FieldDifference> shown = seen ? differences : masked(event).differences(paths);
        Html rows = differences.isEmpty() ? Html.EMPTY : rows(differences, shown);
        Html findings = event.findings().stream()
                .map(finding -> Html.of("<li>{}</li>", Masks.text(finding)))
                .collect(Html.joined());
        return Html.of(
                "<article class=\"card\"><h3><a href=\"{}\">{}</a> <span class=\"soft\">{}</span></h3>{}{}</article>",
                LetterPage.link(letter),
                letter.place(),
                letter.reason(),
                rows,
                findings.isEmpty() ? Html.EMPTY : Html.of("<p><b>Not valid</b></p><ul>{}</ul>", findings));
    }

    private static Html rows(List<FieldDifference> differences, List<FieldDifference> shown) {
        List<Html> rows = new ArrayList<>();
        for (int at = 0; at < differences.size(); at++) {
            rows.add(Html.of(
                    "<tr><th scope=\"row\">{}</th><td><del>{}</del></td><td><ins>{}</ins></td></tr>",
                    differences.get(at).path(),
                    shown.get(at).textBefore(),
                    differences.get(at).textAfter()));
        }
        return Html.of("""
                <table class="difference"><thead><tr><th scope="col">Field</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
                <tbody>{}</tbody></table>
                """, Html.join(rows));
    }

    private static EditedEvent masked(EditedEvent event) {
        return new EditedEvent(
                event.value(),
                Masks.json(event.before()),
                Masks.json(event.after()),
                event.identity(),
                event.findings());
    }

    /** The way to the values that are hidden. */
    public static Html hint() {
        return Html.of(
                "<p class=\"soft\">Values before are hidden until you have given a reason on the page of their letter. <a href=\"{}\">History</a></p>",
                Link.to("/console/history"));
    }
}
