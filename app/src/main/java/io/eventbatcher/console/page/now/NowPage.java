package io.eventbatcher.console.page.now;

import io.eventbatcher.config.Settings;
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
import java.util.List;
import java.util.function.Supplier;

/** The state of the whole system now, live. */
public final class NowPage implements Page {
    private static final String LIVE = "live";

    private final Settings settings;
    private final Supplier<SystemStatus> status;
    private final Clocks clocks;
    private final Rates rates = new Rates();

    public NowPage(Settings settings, Supplier<SystemStatus> status, Clocks clocks) {
        this.settings = settings;
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
        String done = visit.request().query().get("done");
        Html notice = done.isEmpty() ? Html.EMPTY : Html.of("<p class=\"notice\" role=\"status\">{}</p>", done);
        return visit.page("Now", Html.of("""
                <h1 class="hidden">Now</h1>{}
                <div hx-ext="sse" sse-connect="{}" sse-swap="message">{}</div>
                """, notice, Link.to(path()).with(LIVE, "yes"), piece(visit.mayAct())));
    }

    private Html piece(boolean mayAct) {
        SystemStatus now = status.get();
        rates.add(now);
        Causes causes = new Causes(now);
        return Html.join(List.of(
                head(now), new FlowPicture(now, rates, mayAct).html(), causes.html(), causes.retried(), replays(now)));
    }

    private Html head(SystemStatus now) {
        long troubled = now.stages().stream().filter(stage -> !stage.well()).count();
        String word = now.well() ? "All is well" : Times.count(troubled, "stage") + " in trouble";
        String kind = now.well()
                ? "well"
                : now.stages().stream()
                                .anyMatch(stage -> StateMark.kind(stage.state()).equals("bad"))
                        ? "bad"
                        : "warn";
        String silent = now.silent().isEmpty() ? "" : "; silent: " + String.join(", ", now.silent());
        return Html.of(
                """
                <section class="head {}"><p class="big"><span class="shape" aria-hidden="true">{}</span>{}</p>
                <p class="big-number"><b>{}</b> on their way</p>
                <p class="soft">{}; instances: {}{}. {}</p></section>
                """,
                kind,
                kind.equals("well") ? "●" : kind.equals("bad") ? "■" : "▲",
                word,
                Times.number(now.waiting()),
                settings.applicationId(),
                String.join(", ", now.instances()),
                silent,
                Times.of(now.at(), clocks.instant()));
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
