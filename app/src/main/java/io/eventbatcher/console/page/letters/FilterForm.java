package io.eventbatcher.console.page.letters;

import io.eventbatcher.console.html.Attribute;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.replay.letter.FilterOption;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.route.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The filters as a form whose fields stand in the address. */
final class FilterForm {
    private static final List<FilterOption> RARE = List.of(
            FilterOption.UUID,
            FilterOption.KEY,
            FilterOption.ID,
            FilterOption.CATEGORY,
            FilterOption.STATUS,
            FilterOption.SOURCE_TOPIC,
            FilterOption.PARTITION,
            FilterOption.OFFSET,
            FilterOption.UNTIL);

    private final LetterQuery query;
    private final Set<Column> columns;

    FilterForm(LetterQuery query, Set<Column> columns) {
        this.query = query;
        this.columns = columns;
    }

    Html html(Link action) {
        Html usual = usual();
        Html rare =
                RARE.stream().map(option -> field(option, option.label(), "")).collect(Html.joined());
        boolean open = RARE.stream().anyMatch(option -> query.value(option).isPresent());
        Html boxes = Arrays.stream(Column.values())
                .map(column -> Html.of(
                        "<label class=\"box\"><input type=\"checkbox\" name=\"{}\" value=\"{}\" {}> {}</label>",
                        Column.PARAMETER,
                        column.word(),
                        Attribute.CHECKED.when(columns.contains(column)),
                        column.title()))
                .collect(Html.joined());
        return Html.of("""
                <form class="filters" method="get" action="{}" role="search"><div class="fields">{}</div>
                <details {}><summary>Further filters and columns</summary><div class="fields">{}</div>
                <fieldset><legend>Columns</legend>{}</fieldset></details>
                <p><button class="primary">Filter</button> <a class="button" href="{}">All letters</a></p></form>
                """, action, usual, Attribute.OPEN.when(open), rare, boxes, action);
    }

    /** The usual filters alone. */
    Html brief(Link action) {
        return Html.of("""
                <form class="filters" method="get" action="{}" role="search"><div class="fields">{}</div>
                <p><button class="primary">Filter</button> <a class="button" href="{}">All kinds</a></p></form>
                """, action, usual(), action);
    }

    private Html usual() {
        return Stream.of(
                        choice(
                                FilterOption.STATE,
                                "State",
                                Stream.concat(
                                        Arrays.stream(LetterState.values()).map(LetterState::label),
                                        Stream.of(LetterState.REPLAYED))),
                        choice(
                                FilterOption.REASON,
                                "Reason",
                                Arrays.stream(Reason.values()).map(Reason::label)),
                        choice(
                                FilterOption.ROUTE,
                                "Route",
                                Arrays.stream(Route.values()).map(Route::label)),
                        field(FilterOption.EVENT_NAME, "Event name", ""),
                        field(FilterOption.MESSAGE, "Message has", ""),
                        field(FilterOption.SINCE, "Since", "2h, or a time in UTC"),
                        field(FilterOption.GROUP, "Kind", ""))
                .collect(Html.joined());
    }

    private Html choice(FilterOption option, String label, Stream<String> values) {
        String chosen = query.value(option).orElse("");
        Html options = values.map(value -> Html.of(
                        "<option value=\"{}\" {}>{}</option>",
                        value,
                        Attribute.SELECTED.when(value.equals(chosen)),
                        value))
                .collect(Html.joined());
        return Html.of(
                "<p class=\"field\"><label for=\"f-{}\">{}</label><select id=\"f-{}\" name=\"{}\"><option value=\"\">any</option>{}</select></p>",
                option.label(),
                label,
                option.label(),
                option.label(),
                options);
    }

    private Html field(FilterOption option, String label, String hint) {
        return Html.of(
                "<p class=\"field\"><label for=\"f-{}\">{}</label><input id=\"f-{}\" name=\"{}\" value=\"{}\" placeholder=\"{}\""
                        + " autocomplete=\"off\"></p>",
                option.label(),
                label,
                option.label(),
                option.label(),
                query.value(option).orElse(""),
                hint);
    }
}
