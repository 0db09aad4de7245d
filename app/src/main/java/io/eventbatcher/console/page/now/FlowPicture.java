package io.eventbatcher.console.page.now;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import io.eventbatcher.status.RouteFlow;
import io.eventbatcher.status.StageStatus;
import io.eventbatcher.status.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The way of the events from the source topics to HubSpot, a row for each route. */
final class FlowPicture {
    private static final double LEAST_RATE = 0.1;

    private final SystemStatus status;
    private final Rates rates;
    private final boolean mayAct;

    FlowPicture(SystemStatus status, Rates rates, boolean mayAct) {
        this.status = status;
        this.rates = rates;
        this.mayAct = mayAct;
    }

    Html html() {
        Html rows = status.stages().stream()
                .map(StageStatus::route)
                .distinct()
                .filter(route -> !route.equals(StageStatus.ALL))
                .map(this::row)
                .collect(Html.joined());
        return Html.of("""
                <section aria-labelledby="flow-title"><h2 id="flow-title">Flow</h2>
                <div class="flow" role="list">{}</div></section>
                """, rows);
    }

    private Html row(String route) {
        Html cells = Stream.of(
                        cell(route, "Source", "read", RouteFlow::read, Stage.SOURCE),
                        cell(route, "Ingest", "checked", RouteFlow::ingested, Stage.INGEST),
                        cell(route, "Dedupe, batch", "batched", RouteFlow::batched, Stage.BATCHING),
                        cell(route, "Lanes", "arriving", RouteFlow::batched, Stage.LANES),
                        cell(
                                route,
                                "HubSpot",
                                "delivered",
                                RouteFlow::delivered,
                                Stage.CREDENTIALS,
                                Stage.QUOTA,
                                Stage.ENDPOINT,
                                Stage.SETTLING))
                .collect(Html.joined());
        return Html.of("""
                <div class="route" role="listitem"><div class="route-head"><h3>{}</h3>{}</div>
                <ol class="stages">{}</ol>{}</div>
                """, route, orders(route), cells, dead(route));
    }

    private Html cell(
            String route, String name, String verb, @Nullable ToLongFunction<RouteFlow> count, Stage... stages) {
        List<StageStatus> parts = Stream.of(stages)
                .flatMap(stage -> status.stage(route, stage).stream())
                .toList();
        Optional<StageStatus> worst =
                parts.stream().filter(part -> !part.well()).findFirst();
        long waiting = parts.stream().mapToLong(StageStatus::waiting).max().orElse(0);
        String state = worst.or(
                        () -> parts.stream().filter(part -> part.waiting() > 0).findFirst())
                .map(StageStatus::state)
                .orElse(StateName.IDLE.label());
        Instant oldest = parts.stream()
                .map(StageStatus::oldest)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        OptionalDouble rate = count == null ? OptionalDouble.empty() : rates.of(route, count);
        String shown = state.equals(StateName.IDLE.label()) && rate.orElse(0) > 0 ? StateName.FLOWING.label() : state;
        return Html.of(
                """
                <li class="stage {}"><p class="stage-name">{}</p>{}
                <p class="waiting"><b>{}</b> waiting</p><p class="rate">{}</p><p class="age">{}</p></li>
                """,
                StateMark.kind(shown),
                name,
                StateMark.of(shown),
                Times.number(waiting),
                rate(rate, verb),
                age(oldest));
    }

    private String age(@Nullable Instant oldest) {
        return oldest == null ? "" : "oldest " + Times.span(Duration.between(oldest, status.at()));
    }

    private static String rate(OptionalDouble rate, String verb) {
        if (verb.isEmpty()) {
            return "";
        }
        return rate.isEmpty() ? "… " + verb : perSecond(rate.getAsDouble()) + ' ' + verb;
    }

    private static String perSecond(double rate) {
        if (rate > 0 && rate < LEAST_RATE) {
            return "< " + LEAST_RATE + "/s";
        }
        return rate == 0 || rate >= 10
                ? Times.number(Math.round(rate)) + "/s"
                : String.format(Locale.ROOT, "%.1f/s", rate);
    }

    private Html dead(String route) {
        Optional<RouteFlow> flow =
                status.flows().stream().filter(one -> one.route().equals(route)).findFirst();
        if (flow.isEmpty()) {
            return Html.EMPTY;
        }
        OptionalDouble rate = rates.of(route, RouteFlow::dead);
        return Html.of(
                """
                <ul class="ends"><li><b>{}</b> delivered</li><li><b>{}</b> {}</li>
                <li class="{}"><a id="dead-{}" href="{}"><b>{}</b> {}</a>{}</li></ul>
                """,
                Times.number(flow.get().delivered()),
                Times.number(flow.get().duplicates()),
                flow.get().duplicates() == 1 ? "duplicate" : "duplicates",
                flow.get().dead() > 0 ? "died" : "none",
                route,
                Link.to("/console/letters").with("route", route),
                Times.number(flow.get().dead()),
                flow.get().dead() == 1 ? "dead letter" : "dead letters",
                rate.orElse(0) > 0 ? ", now " + perSecond(rate.getAsDouble()) : "");
    }

    private Html orders(String route) {
        if (!mayAct) {
            return Html.EMPTY;
        }
        boolean paused = status.stage(route, Stage.LANES)
                .map(lanes ->
                        lanes.causes().stream().anyMatch(cause -> cause.state().equals(StateName.PAUSED.label())))
                .orElse(false);
        Html first = order(route, paused ? "resume" : "pause", paused ? "Resume…" : "Pause…");
        return Html.of(
                "<p class=\"orders\">{}{}</p>",
                first,
                status.stages().stream()
                                .anyMatch(stage -> stage.route().equals(route)
                                        && stage.state().equals(StateName.HALTED.label()))
                        ? Html.join(List.of(
                                order(route, "resume", "Try again now…"),
                                order(route, "dead-letter", "Dead-letter what is rejected…")))
                        : Html.EMPTY);
    }

    private static Html order(String route, String order, String words) {
        return Html.of(
                "<a class=\"button\" id=\"{}-{}\" href=\"{}\">{}</a>",
                order,
                route,
                Link.to(OrderPage.PATH).with("target", route).with("order", order),
                words);
    }
}
