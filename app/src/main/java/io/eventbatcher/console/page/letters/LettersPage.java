package io.eventbatcher.console.page.letters;

import io.eventbatcher.config.Settings;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.state.LetterSearch;
import io.eventbatcher.time.Clocks;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Dead letters by filters that stand in the address, newest first. */
public final class LettersPage implements Page {
    private static final String PATH = LetterQuery.LETTERS;

    private static final List<Integer> LIMITS = List.of(50, 200, 1_000);

    private final Settings settings;
    private final Readings readings;
    private final Clocks clocks;

    public LettersPage(Settings settings, Readings readings, Clocks clocks) {
        this.settings = settings;
        this.readings = readings;
        this.clocks = clocks;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String tab() {
        return "Dead letters";
    }

    @Override
    public Response get(Visit visit) {
        LetterQuery query = LetterQuery.of(visit.request().query());
        Set<Column> columns = Column.of(visit.request().query());
        LetterFilter filter = query.filter(clocks.instant());
        int limit = LIMITS.stream()
                .filter(one -> visit.request().query().get("limit").equals(String.valueOf(one)))
                .findFirst()
                .orElse(LIMITS.get(0));
        Reading<LetterSearch.Listing> reading = readings.ask(
                "letters " + limit + ' ' + query,
                progress -> LetterSearch.open(settings, progress).list(filter, limit, true));
        Html heading = Html.of("<h1>Dead letters</h1>{}", new FilterForm(query, columns).html(Link.to(PATH)));
        return visit.page(
                "Dead letters",
                heading,
                reading,
                listing -> content(visit, listing, query, filter, columns, limit, reading.at()));
    }

    private Html content(
            Visit visit,
            LetterSearch.Listing listing,
            LetterQuery query,
            LetterFilter filter,
            Set<Column> columns,
            int limit,
            Instant at) {
        if (listing.matched() == 0) {
            return Html.of(
                    "<p class=\"notice\">{} <span class=\"soft\">Read {}</span></p>",
                    query.isEmpty() ? "There are no dead letters." : "No dead letter matches.",
                    Times.of(at, clocks.instant()));
        }
        Html heads = columns.stream()
                .map(column -> Html.of("<th scope=\"col\">{}</th>", column.title()))
                .collect(Html.joined());
        Html rows = listing.letters().stream()
                .map(found -> row(found.letter(), found.state(), columns, at))
                .collect(Html.joined());
        return Html.of(
                """
                <div class="sum"><p><b>{}</b> match. <span class="soft">Read {}{}</span></p>{}</div>
                <div class="scroll"><table class="letters"><thead><tr><th scope="col">Letter</th><th scope="col">Died</th><th scope="col">State</th>
                {}</tr></thead><tbody>{}</tbody></table></div>{}
                <p class="soft">The same by the command line: <code>event-batcher dead-letters list {}</code></p>
                """,
                Times.count(listing.matched(), "dead letter"),
                Times.of(at, clocks.instant()),
                listing.matched() > listing.letters().size()
                        ? "; the newest " + Times.number(listing.letters().size()) + " are shown"
                        : "",
                acts(visit, query, filter, listing.matched()),
                heads,
                rows,
                more(visit, listing, query, limit),
                filter);
    }

    /** Acts are about all letters that match, and not about those on the page. */
    private static Html acts(Visit visit, LetterQuery query, LetterFilter filter, long matched) {
        return visit.mayAct()
                ? LetterActs.of(
                        query,
                        filter.states(),
                        matched == 1 ? "the one that matches" : "all " + Times.number(matched) + " that match")
                : Html.EMPTY;
    }

    private static Html row(StoredLetter letter, LetterState state, Set<Column> columns, Instant now) {
        Html cells = columns.stream()
                .map(column -> Html.of(
                        "<td class=\"c-{}\"><div class=\"clamp\">{}</div></td>", column.word(), column.text(letter)))
                .collect(Html.joined());
        return Html.of(
                "<tr><td class=\"number\"><a href=\"{}\">{}</a></td><td class=\"time\">{}</td><td>{}</td>{}</tr>",
                LetterPage.link(letter),
                letter.place(),
                Times.of(letter.diedAt(), now),
                LetterMark.of(state),
                cells);
    }

    private static Html more(Visit visit, LetterSearch.Listing listing, LetterQuery query, int limit) {
        if (listing.matched() <= listing.letters().size()) {
            return Html.EMPTY;
        }
        Html links = LIMITS.stream()
                .filter(one -> one > limit)
                .map(one -> Html.of(
                        "<a class=\"button\" href=\"{}\">Show {}</a> ",
                        query.on(Link.to(PATH))
                                .with(Column.PARAMETER, visit.request().query().all(Column.PARAMETER))
                                .with("limit", String.valueOf(one)),
                        Times.number(one)))
                .collect(Html.joined());
        return Html.of("<p>{}</p>", links);
    }
}
