package io.eventbatcher.console.page.now;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.page.Masks;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.status.StageStatus;
import io.eventbatcher.status.StatusCause;
import io.eventbatcher.status.SystemStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All causes that hold events up, each once, and the requests that are tried again. */
final class Causes {
    private static final int MOST_PLACES = 8;

    private final SystemStatus status;

    /** The route and the stage of a cause; a cause of several routes stands once. */
    private record Found(StageStatus stage, StatusCause cause, List<String> routes) {}

    Causes(SystemStatus status) {
        this.status = status;
    }

    Html html() {
        Map<String, Found> found = new LinkedHashMap<>();
        for (StageStatus stage : status.stages()) {
            for (StatusCause cause : stage.causes()) {
                found.computeIfAbsent(
                                stage.stage() + cause.state() + cause.reason(),
                                first -> new Found(stage, cause, new ArrayList<>()))
                        .routes()
                        .add(stage.route().equals(StageStatus.ALL) ? "all routes" : stage.route());
            }
        }
        if (found.isEmpty()) {
            return Html.EMPTY;
        }
        Html cards = found.values().stream().map(this::card).collect(Html.joined());
        return Html.of(
                "<section aria-labelledby=\"causes-title\"><h2 id=\"causes-title\">What holds events up</h2>{}</section>",
                cards);
    }

    private Html card(Found found) {
        StatusCause cause = found.cause();
        Instant now = status.at();
        Html until = cause.until() == null
                ? Html.EMPTY
                : Html.of("<div><dt>Until</dt><dd>{}</dd></div>", Times.of(cause.until(), now));
        Html where = cause.where().isEmpty()
                ? Html.EMPTY
                : Html.of("<div><dt>Where</dt><dd>{}</dd></div>", places(cause.where()));
        return Html.of(
                """
                <article class="card cause {}"><h3>{} <span>{}, {}</span></h3><p>{}</p>
                <dl class="facts"><div><dt>Since</dt><dd>{}</dd></div>{}{}<div class="wide"><dt>Remedy</dt><dd>{}</dd></div></dl></article>
                """,
                StateMark.kind(cause.state()),
                StateMark.of(cause.state()),
                String.join(", ", found.routes()),
                found.stage().stage().label(),
                Masks.text(cause.reason()),
                Times.of(cause.since(), now),
                until,
                where,
                cause.remedy());
    }

    private static String places(List<String> where) {
        int more = where.size() - MOST_PLACES;
        return more <= 0
                ? String.join(", ", where)
                : String.join(", ", where.subList(0, MOST_PLACES)) + " and " + more + " more";
    }

    /** The requests that wait for another try. */
    Html retried() {
        List<StageStatus.Retried> all = status.stages().stream()
                .flatMap(stage -> stage.retried().stream())
                .toList();
        if (all.isEmpty()) {
            return Html.EMPTY;
        }
        Html rows = all.stream().map(this::retried).collect(Html.joined());
        return Html.of("""
                <section aria-labelledby="retried-title"><h2 id="retried-title">Tried again now</h2>
                <div class="scroll"><table><thead><tr><th scope="col">Lane</th><th scope="col" class="number">Try</th>
                <th scope="col">Last answer</th><th scope="col">Since</th><th scope="col">Next try</th></tr></thead>
                <tbody>{}</tbody></table></div></section>
                """, rows);
    }

    private Html retried(StageStatus.Retried one) {
        return Html.of(
                "<tr><td>{}</td><td class=\"number\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                one.lane(),
                one.request().attempt(),
                Masks.text(one.request().answer()),
                Times.of(one.request().since(), status.at()),
                one.request().nextTry() == null
                        ? Html.text("now")
                        : Times.of(one.request().nextTry(), status.at()));
    }
}
