package io.eventbatcher.console.page.now;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.control.Stage;
import io.eventbatcher.status.StageStatus;
import io.eventbatcher.status.SystemStatus;
import io.eventbatcher.time.Clocks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The state of the whole system now, live. */
public final class NowPage implements Page {
    private static final String LIVE = "live";
    private static final int MOST_STATES = 3;

    private final Supplier<SystemStatus> status;
    private final Clocks clocks;
    private final Rates rates = new Rates();

    public NowPage(Supplier<SystemStatus> status, Clocks clocks) {
        this.status = status;
        this.clocks = clocks;
    }

    @Override
    public String path() {
        return "/console/";
    }

    @Override
    public String tab() {
        return "Now";
    }

    @Override
    public Response get(Visit visit) {
        if (!visit.request().query().get(LIVE).isEmpty()) {
            return Response.live(() -> piece(visit.mayAct()));
        }
        return visit.page(
                "Now", Html.of("""
                <h1 class="hidden">Now</h1>{}
                <div hx-ext="sse" sse-connect="{}" sse-swap="message">{}</div>
                """, ordered(visit), Link.to(path()).with(LIVE, "yes"), piece(visit.mayAct())));
    }

    /** The order that was just given; nothing for words that are no order, because anybody can write an address. */
    private static Html ordered(Visit visit) {
        String order = visit.request().query().get(Order.ORDERED);
        String target = visit.request().query().get(Order.TARGET);
        return Order.isOne(order) && target.matches("[a-z-]{1,30}(/\\d{1,3})?")
                ? Html.of(
                        "<p class=\"notice\" role=\"status\">Ordered: {} {}. Running instances follow within a second.</p>",
                        order,
                        target)
                : Html.EMPTY;
    }

    private Html piece(boolean mayAct) {
        SystemStatus now = status.get();
        rates.add(now);
        Causes causes = new Causes(now);
        return Html.join(List.of(
                head(now), causes.html(), new FlowPicture(now, rates, mayAct).html(), causes.retried(), replays(now)));
    }

    private Html head(SystemStatus now) {
        List<StageStatus> troubled =
                now.stages().stream().filter(stage -> !stage.well()).toList();
        String kind = now.well()
                ? "well"
                : troubled.stream()
                                .anyMatch(stage -> StateMark.kind(stage.state()).equals("bad"))
                        ? "bad"
                        : "warn";
        String silent = now.silent().isEmpty() ? "" : "; silent: " + String.join(", ", now.silent());
        return Html.of(
                """
                <section class="head {}"><p class="big"><span class="shape" aria-hidden="true">{}</span><span id="state">{}</span></p>
                <p class="big-number"><b>{}</b> on the way</p>
                <p class="soft">Instances: {}{}. {}</p></section>
                """,
                kind,
                kind.equals("well") ? "●" : kind.equals("bad") ? "■" : "▲",
                now.well() ? "All is well" : sentence(troubled),
                Times.number(now.waiting()),
                String.join(", ", now.instances()),
                silent,
                Times.of(now.at(), clocks.instant()));
    }

    /** The states with their routes; the number of the stages alone for many. */
    private static String sentence(List<StageStatus> troubled) {
        Set<String> states = troubled.stream()
                .map(stage ->
                        (stage.route().equals(StageStatus.ALL) ? "all routes" : stage.route()) + ' ' + stage.state())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return states.isEmpty() || states.size() > MOST_STATES
                ? Times.count(troubled.size(), "stage") + " in trouble"
                : String.join(", ", states);
    }

    private static Html replays(SystemStatus now) {
        return now.stages().stream()
                .filter(stage -> stage.stage() == Stage.REPLAYS && stage.waiting() > 0)
                .map((StageStatus stage) -> Html.of(
                        "<p class=\"soft\">{} wait in the topic of replays.</p>",
                        Times.count(stage.waiting(), "record")))
                .collect(Html.joined());
    }
}
