package io.eventbatcher.console.page.books;

import io.eventbatcher.audit.Auditor;
import io.eventbatcher.audit.RouteAudit;
import io.eventbatcher.config.Settings;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The audit of all routes, again and again as long as somebody looks. */
public final class BooksPage implements Page {
    private static final String PATH = BooksText.PATH;

    /** A gap that a later look does not find is none. */
    private static final int LOOKS = 3;

    /** Older books are not worth a look while the next are read. */
    private static final Duration KEPT = Duration.ofMinutes(2);

    private final Function<ScanProgress, List<RouteAudit>> audits;
    private final Readings readings;
    private final Clocks clocks;
    private volatile Reading<List<RouteAudit>> last = new Reading<>(Optional.empty(), "", "", 0, Instant.MIN);

    public BooksPage(Settings settings, Readings readings, Clocks clocks) {
        this(progress -> Auditor.look(settings, clocks, LOOKS, progress::passed), readings, clocks);
    }

    /** @param audits add up the books of all routes */
    BooksPage(Function<ScanProgress, List<RouteAudit>> audits, Readings readings, Clocks clocks) {
        this.audits = audits;
        this.readings = readings;
        this.clocks = clocks;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String tab() {
        return "Books";
    }

    @Override
    public Response get(Visit visit) {
        Reading<List<RouteAudit>> now = readings.ask("books", audits::apply);
        if (now.result().isPresent()) {
            last = now;
        }
        Reading<List<RouteAudit>> shown = now.isOpen() && isFresh() ? last : now;
        return visit.page(
                "Books", heading(), shown, routes -> new BooksText(routes, shown.at(), clocks.instant()).html());
    }

    private boolean isFresh() {
        return last.result().isPresent() && last.at().isAfter(clocks.instant().minus(KEPT));
    }

    private static Html heading() {
        return Html.of(
                "<h1>Books</h1><p class=\"lead\">Every event that came in was delivered, was a duplicate, is a dead letter or waits. A gap is an"
                        + " event that has none of these ends. A replay counts as an event that came in.</p>");
    }
}
