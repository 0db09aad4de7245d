package io.eventbatcher.console.page.letters;

import io.eventbatcher.config.Settings;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Masks;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.LetterGroup;
import io.eventbatcher.replay.letter.LetterGroups;
import io.eventbatcher.replay.letter.LetterKind;
import io.eventbatcher.replay.letter.Remedy;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.state.LetterSearch;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dead letters by kind: how many, since when, what to do. */
public final class IssuesPage implements Page {
    private static final int COLUMNS = 24;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int MOST_KINDS = 200;
    private static final Duration NEW = Duration.ofHours(1);

    private final BiFunction<LetterFilter, ScanProgress, LetterGroups> letters;
    private final Readings readings;
    private final Clocks clocks;

    public IssuesPage(Settings settings, Readings readings, Clocks clocks) {
        this((filter, progress) -> LetterSearch.open(settings, progress).groups(filter), readings, clocks);
    }

    /** @param letters gather the letters of a filter */
    IssuesPage(BiFunction<LetterFilter, ScanProgress, LetterGroups> letters, Readings readings, Clocks clocks) {
        this.letters = letters;
        this.readings = readings;
        this.clocks = clocks;
    }

    @Override
    public String path() {
        return "/console/issues";
    }

    @Override
    public String tab() {
        return "Issues";
    }

    @Override
    public Response get(Visit visit) {
        LetterQuery query = LetterQuery.of(visit.request().query());
        LetterFilter filter = query.filter(clocks.instant());
        Reading<LetterGroups> reading = readings.ask("issues " + query, progress -> letters.apply(filter, progress));
        Optional<Instant> before = visit.visitor().session().flatMap(session -> session.look("issues"));
        return visit.page("Issues", heading(query), reading, groups -> content(groups, query, reading.at(), before));
    }

    private Html heading(LetterQuery query) {
        return Html.of(
                "<h1>Issues</h1><p class=\"lead\">Dead letters of one kind died of the same fault, and one remedy mends them all.</p>{}",
                new FilterForm(query, Set.of()).brief(Link.to(path())));
    }

    private Html content(LetterGroups groups, LetterQuery query, Instant at, Optional<Instant> before) {
        List<LetterGroup> all = groups.list();
        if (all.isEmpty()) {
            return Html.of(
                    "<p class=\"notice\">{} {}</p>",
                    query.isEmpty() ? "There are no dead letters." : "No dead letter matches.",
                    Times.of(at, clocks.instant()));
        }
        long to = at.toEpochMilli();
        long first = all.stream().mapToLong(LetterGroup::first).min().orElse(to);
        // columns of an hour, unless the letters are older than a day
        long from = Math.min(first, to - (COLUMNS - 1) * HOUR_MILLIS);
        Html cards = all.stream()
                .limit(MOST_KINDS)
                .map(group -> card(group, query, from, to, at, before))
                .collect(Html.joined());
        return Html.of(
                """
                <p class="sum"><b>{}</b> open of {} in {}. <span class="soft">Read {}</span></p>
                <div class="issues">{}</div>
                """,
                Times.number(groups.open()),
                Times.count(groups.count(), "dead letter"),
                Times.count(all.size(), "kind"),
                Times.of(at, clocks.instant()),
                cards);
    }

    private static Html card(
            LetterGroup group, LetterQuery query, long from, long to, Instant now, Optional<Instant> before) {
        LetterKind kind = group.kind();
        Link ofKind = query.on(Link.to("/console/letters"), group.id());
        String about = Stream.of(kind.route(), kind.eventName(), kind.category())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        Html name = group.id().isEmpty()
                ? Html.text(kind.reason())
                : Html.of("<a id=\"issue-{}\" href=\"{}\">{}</a>", group.id(), ofKind, kind.reason());
        return Html.of(
                """
                <article class="card issue {}"><div class="issue-head"><h2>{}</h2>{}<p class="issue-count"><b>{}</b> open
                <span class="soft">of {}</span></p></div>
                <p class="about">{}</p><p class="message">{}</p>
                <div class="issue-foot">{}<dl class="facts"><div><dt>First</dt><dd>{}</dd></div><div><dt>Last</dt><dd>{}</dd></div></dl></div>
                <p class="remedy">{}</p></article>
                """,
                group.open() > 0 ? "open" : "done",
                name,
                marks(group, query, now, before),
                Times.number(group.open()),
                Times.number(group.count()),
                about,
                Masks.text(kind.pattern()),
                Spark.of(group.deaths(from, to, COLUMNS), "Deaths by time, until now"),
                Times.of(group.first(), now),
                Times.of(group.last(), now),
                Remedy.of(kind));
    }

    private static Html marks(LetterGroup group, LetterQuery query, Instant now, Optional<Instant> before) {
        // of a part of its letters the first tells nothing of the kind
        boolean isNew =
                query.hasWholeKinds() && Instant.ofEpochMilli(group.first()).isAfter(before.orElse(now.minus(NEW)));
        Html fresh = isNew
                ? Html.of(
                        "<span class=\"tag\">{}</span>",
                        before.isPresent() ? "new since you last looked" : "new in the last hour")
                : Html.EMPTY;
        Html again = group.again() > 0
                ? Html.of("<span class=\"tag warn\">{} came back after a replay</span>", Times.number(group.again()))
                : Html.EMPTY;
        return Html.join(List.of(fresh, again));
    }
}
