package io.eventbatcher.console.page.edit;

import io.eventbatcher.console.html.Attribute;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.page.edit.EditDrafts.Draft;
import io.eventbatcher.console.page.edit.EditDrafts.Row;
import io.eventbatcher.console.page.letters.LetterActs;
import io.eventbatcher.console.page.letters.LetterQuery;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rows of fields and new values. */
public final class EditForm {
    /** The step that shows the difference. */
    public static final String PREVIEW = "preview";

    private static final int LEAST_ROWS = 3;

    private EditForm() {}

    public static Html html(Visit visit, LetterQuery query, Optional<Draft> draft) {
        List<Row> rows = draft.map(Draft::rows).orElse(List.of());
        Html entries = IntStream.range(0, Math.max(LEAST_ROWS, rows.size() + 1))
                .mapToObj(at -> row(at + 1, at < rows.size() ? rows.get(at) : new Row("", "")))
                .collect(Html.joined());
        Html fields = Html.of(
                """
                <input type="hidden" name="step" value="{}">{}{}
                <p><label class="box"><input type="checkbox" id="our-schema" name="our-schema" value="yes" {}> By our own schema, so that fields can be
                set that the writer's schema lacks; fields that ours lacks are left out</label></p>
                <p><button class="primary" id="preview">Show the difference</button></p>
                """,
                PREVIEW,
                query.fields(),
                entries,
                Attribute.CHECKED.when(draft.filter(Draft::byOurSchema).isPresent()));
        return Html.of("""
                <section class="card" aria-labelledby="edit-title"><h2 id="edit-title">Changes</h2><p class="soft">A field is <code>eventName</code> or
                <code>properties.total</code>. The value <code>null</code> empties a field and removes a property; lists and maps stand in JSON. Nothing is
                sent before the difference is shown.</p>{}</section>
                """, visit.form(Link.to(LetterActs.EDIT), fields));
    }

    private static Html row(int number, Row row) {
        return Html.of("""
                <div class="fields"><p class="field"><label for="field-{}">Field {}</label><input id="field-{}" name="field" value="{}"
                autocomplete="off"></p><p class="field"><label for="value-{}">New value {}</label><input id="value-{}" name="value" value="{}"
                autocomplete="off"></p></div>
                """, number, number, number, row.field(), number, number, number, row.value());
    }
}
