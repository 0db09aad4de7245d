package io.eventbatcher.sandbox.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.terminal.Columns;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Prints books as a table for people or as JSON for machines. */
public final class BooksReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Count> COUNTS = List.of(
            new Count("produced", "produced", RouteBooks::produced),
            new Count("delivered", "delivered", RouteBooks::delivered),
            new Count("duplicates", "duplicates", RouteBooks::duplicates),
            new Count("dead letters", "deadLettered", RouteBooks::deadLettered),
            new Count("lost", "lost", RouteBooks::lost),
            new Count("twice", "deliveredTwice", RouteBooks::deliveredTwice),
            new Count("out of order", "outOfOrder", RouteBooks::outOfOrder),
            new Count("unexpected", "unexpected", RouteBooks::unexpected),
            new Count("altered", "altered", RouteBooks::altered),
            new Count("requests", "requests", RouteBooks::requests));

    private BooksReport() {}

    private record Count(String title, String key, ToLongFunction<RouteBooks> of) {}

    /** Prints the table and its meaning. */
    public static void print(Books books, PrintWriter out) {
        Columns table = Columns.ofFigures(
                Stream.of(Stream.of("route"), COUNTS.stream().map(Count::title), Stream.of("batch fill", "books"))
                        .flatMap(titles -> titles)
                        .toArray(String[]::new));
        for (RouteBooks route : books.routes()) {
            row(table, route.route().label(), List.of(route), route.meanInputs(), route.balanced());
        }
        row(table, "all", books.routes(), "", books.balanced());
        out.println();
        table.print(out);
        out.printf(
                Locale.ROOT,
                "%nproduced = delivered + duplicates + dead letters, by the requests that the simulator received: %s. "
                        + "%,.0f events/s over %.1f s.%n",
                books.balanced() ? "the books balance" : "the books do NOT balance",
                books.eventsPerSecond(),
                books.seconds());
        out.flush();
    }

    private static void row(Columns table, String name, List<RouteBooks> routes, Object fill, boolean balanced) {
        List<Object> cells = new ArrayList<>();
        COUNTS.forEach(count -> cells.add(routes.stream().mapToLong(count.of()).sum()));
        cells.add(fill);
        cells.add(balanced ? "balance" : "DO NOT BALANCE");
        table.row(name, cells.toArray());
    }

    public static String json(Books books) {
        ObjectNode json = JSON.createObjectNode();
        COUNTS.forEach(count -> json.put(count.key(), books.sum(count.of())));
        json.put("eventsPerSecond", Math.round(books.eventsPerSecond()))
                .put("seconds", rounded(books.seconds()))
                .put("balanced", books.balanced());
        ObjectNode routes = json.putObject("routes");
        for (RouteBooks route : books.routes()) {
            ObjectNode one = routes.putObject(route.route().label());
            COUNTS.forEach(count -> one.put(count.key(), count.of().applyAsLong(route)));
            one.put("meanInputs", rounded(route.meanInputs())).put("balanced", route.balanced());
        }
        return json.toString();
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
