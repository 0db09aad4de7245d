package io.eventbatcher.console.page.books;

import io.eventbatcher.audit.Discrepancy;
import io.eventbatcher.audit.RouteAudit;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.page.Times;
import java.time.Instant;
import java.util.List;

/** The books as a table of equations, which the browser asks for anew every few seconds. */
final class BooksText {
    static final String PATH = "/console/books";

    private final List<RouteAudit> routes;
    private final Instant at;
    private final Instant now;

    BooksText(List<RouteAudit> routes, Instant at, Instant now) {
        this.routes = routes;
        this.at = at;
        this.now = now;
    }

    Html html() {
        Html rows = routes.stream().map(BooksText::row).collect(Html.joined());
        Html gaps = routes.stream()
                .flatMap(route -> route.gaps().stream().map(gap -> gap(route, gap)))
                .collect(Html.joined());
        return Html.of("""
                <div id="books" hx-get="{}" hx-trigger="every 4s" hx-swap="outerHTML">{}{}
                <div class="scroll"><table class="books"><thead><tr><th scope="col">Route</th><th scope="col" class="number">In</th>
                <th scope="col" class="number">= delivered</th><th scope="col" class="number">+ duplicates</th>
                <th scope="col" class="number">+ dead letters</th><th scope="col" class="number">+ waiting</th>
                <th scope="col" class="number">Gap</th><th scope="col" class="number">Lost before reading</th><th scope="col">Books</th></tr></thead>
                <tbody>{}</tbody></table></div>
                <p class="soft">Read {}. Moving books are as exact as can be told while events move; books at rest are exact. Lost before reading
                are records that Kafka had deleted before their turn, and whose loss somebody has accepted.</p>
                <p class="soft">The same by the command line: <code id="command">event-batcher audit</code></p></div>
                """, Link.to(PATH), head(), gaps, rows, Times.of(at, now));
    }

    private Html head() {
        long open = routes.stream().filter(route -> !route.balanced()).count();
        boolean still = routes.stream().allMatch(RouteAudit::still);
        return open == 0
                ? Html.of(
                        "<div class=\"head well\" id=\"verdict\"><p class=\"big\"><span class=\"shape\" aria-hidden=\"true\">●</span>{}</p></div>",
                        still ? "The books balance" : "The books balance, and events move")
                : Html.of(
                        "<div class=\"head bad\" id=\"verdict\"><p class=\"big\"><span class=\"shape\" aria-hidden=\"true\">■</span>A gap in the books"
                                + " of {}</p></div>",
                        Times.count(open, "route"));
    }

    private static Html row(RouteAudit route) {
        return Html.of(
                """
                <tr id="books-{}"><th scope="row">{}</th><td class="number">{}</td><td class="number">{}</td><td class="number">{}</td>
                <td class="number"><a href="{}">{}</a></td><td class="number">{}</td><td class="number gap {}">{}</td><td class="number">{}</td>
                <td>{}</td></tr>
                """,
                route.route(),
                route.route(),
                Times.number(route.consumed()),
                Times.number(route.delivered()),
                Times.number(route.duplicates()),
                Link.to("/console/letters").with("route", route.route().label()),
                Times.number(route.deadLettered()),
                Times.number(route.waiting()),
                route.balanced() ? "" : "bad",
                Times.number(route.gap()),
                Times.number(route.lost()),
                state(route));
    }

    private static Html state(RouteAudit route) {
        if (!route.balanced()) {
            return state("bad", "■", "gap");
        }
        return route.still() ? state("well", "●", "balanced") : state("well", "●", "balanced, moving");
    }

    private static Html state(String kind, String shape, String word) {
        return Html.of(
                "<span class=\"state {}\"><span class=\"shape\" aria-hidden=\"true\">{}</span>{}</span>",
                kind,
                shape,
                word);
    }

    private static Html gap(RouteAudit route, Discrepancy gap) {
        return Html.of(
                "<article class=\"card cause bad\"><h2>{}: {}</h2><p>{}.</p></article>",
                route.route(),
                gap.where(),
                gap.sentence());
    }
}
