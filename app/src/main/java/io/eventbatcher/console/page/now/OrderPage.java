package io.eventbatcher.console.page.now;

import io.eventbatcher.config.Settings;
import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.history.History;
import io.eventbatcher.console.html.Attribute;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An order to the lanes of a route: says what will happen, and asks for the reason. */
public final class OrderPage implements Page {
    static final String PATH = "/console/order";

    private static final Duration DEAD_LETTER_FOR = Duration.ofMinutes(10);

    private final Settings settings;
    private final History history;
    private final Clocks clocks;

    public OrderPage(Settings settings, History history, Clocks clocks) {
        this.settings = settings;
        this.history = history;
        this.clocks = clocks;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Response get(Visit visit) throws RefusedException {
        Order order = Order.of(visit.request().query().get("order"));
        Route route = route(visit.request().query().get("target"));
        if (!visit.mayAct()) {
            throw new RefusedException(403, "You may look, and give no orders. Sign in to act.");
        }
        Html targets = order.forLanes()
                ? Html.of(
                        "<p class=\"field\"><label for=\"target\">Target</label><select id=\"target\" name=\"target\">{}</select></p>",
                        options(route))
                : Html.of("<input type=\"hidden\" name=\"target\" value=\"{}\">", route.label());
        Html fields =
                Html.of("""
                <input type="hidden" name="order" value="{}">{}{}
                <p><button class="primary">{} {}</button> <a class="button" href="{}">Leave it</a></p>
                """, order.word(), targets, Visit.reason(), order.verb(), route.label(), Link.to("/console/"));
        return visit.page(
                order.verb() + ' ' + route.label(),
                Html.of(
                        """
                <section class="card narrow"><h1>{} {}</h1><p>{}</p>{}
                <p class="soft">The same by the command line: <code>event-batcher lanes {} {} --why '…'</code></p></section>
                """,
                        order.verb(),
                        route.label(),
                        order.consequence(),
                        visit.form(Link.to(PATH), fields),
                        order.word(),
                        route.label()));
    }

    private Html options(Route route) {
        Stream<String> lanes =
                IntStream.range(0, settings.route(route).lanes()).mapToObj(lane -> OperatorCommand.target(route, lane));
        return Stream.concat(Stream.of(OperatorCommand.target(route)), lanes)
                .map(target -> Html.of(
                        "<option value=\"{}\" {}>{}</option>",
                        target,
                        Attribute.SELECTED.when(target.equals(route.label())),
                        target.equals(route.label()) ? "all lanes of " + target : "lane " + target))
                .collect(Html.joined());
    }

    @Override
    public Response post(Visit visit) throws RefusedException {
        Order order = Order.of(visit.request().form().get("order"));
        String target = target(visit.request().form().get("target"), order);
        String why = visit.why();
        Instant now = clocks.instant().truncatedTo(ChronoUnit.MILLIS);
        @Nullable Instant until = order.kind() == OperatorCommand.Kind.DEAD_LETTER ? now.plus(DEAD_LETTER_FOR) : null;
        history.give(new OperatorCommand(target, order.kind(), visit.visitor().name(), why, now, until), order.word());
        return Response.seeOther(
                Link.to("/console/").with(Order.ORDERED, order.word()).with(Order.TARGET, target));
    }

    private Route route(String target) throws RefusedException {
        int slash = target.indexOf('/');
        return Route.labelled(slash < 0 ? target : target.substring(0, slash))
                .filter(settings.enabledRoutes()::contains)
                .orElseThrow(() -> new RefusedException(400, "'" + target + "' is no enabled route."));
    }

    private String target(String text, Order order) throws RefusedException {
        Route route = route(text);
        if (text.equals(route.label())) {
            return text;
        }
        String lane = text.substring(route.label().length() + 1);
        if (!order.forLanes()
                || !lane.matches("\\d{1,3}")
                || Integer.parseInt(lane) >= settings.route(route).lanes()) {
            throw new RefusedException(400, "'" + text + "' is no lane that can be ordered to " + order.word() + ".");
        }
        return text;
    }
}
