package io.eventbatcher.sandbox.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.terminal.Columns;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Prints books as a table for people or as JSON for machines. */
public final class BooksReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What became of the events, and what the books must not show. */
    private static final List<Count> FATES = List.of(
            new Count("produced", "produced", RouteBooks::produced),
            new Count("delivered", "delivered", RouteBooks::delivered),
            new Count("duplicates", "duplicates", RouteBooks::duplicates),
            new Count("dead letters", "deadLettered", RouteBooks::deadLettered));

    private static final List<Count> FAULTS = List.of(
            new Count("lost", "lost", RouteBooks::lost),
            new Count("twice", "deliveredTwice", RouteBooks::deliveredTwice),
            new Count("out of order", "outOfOrder", RouteBooks::outOfOrder),
            new Count("unexpected", "unexpected", RouteBooks::unexpected),
            new Count("altered", "altered", RouteBooks::altered));

    private static final Count REQUESTS = new Count("requests", "requests", RouteBooks::requests);
    private static final List<Count> ALL =
            Stream.of(FATES, FAULTS, List.of(REQUESTS)).flatMap(List::stream).toList();

    private BooksReport() {}

    private record Count(String title, String key, ToLongFunction<RouteBooks> of) {}

    /** Prints the tables and their meaning. */
    public static void print(Books books, PrintWriter out) {
        Columns fates = table(FATES, "requests", "batch fill");
        Columns faults = table(FAULTS, "books");
        for (RouteBooks route : books.routes()) {
            String name = route.route().label();
            fates.row(name, cells(FATES, List.of(route), route.requests(), route.meanInputs()));
            faults.row(name, cells(FAULTS, List.of(route), balance(route.balanced())));
        }
        fates.row("all", cells(FATES, books.routes(), books.sum(REQUESTS.of()), ""));
        faults.row("all", cells(FAULTS, books.routes(), balance(books.balanced())));
        out.println();
        fates.print(out);
        out.println();
        faults.print(out);
        out.printf(
                Locale.ROOT,
                "%nproduced = delivered + duplicates + dead letters, by the requests that the simulator received:%n"
                        + "%s. %,.0f events/s over %.1f s.%n",
                books.balanced() ? "the books balance" : "the books do NOT balance",
                books.eventsPerSecond(),
                books.seconds());
        out.flush();
    }

    private static Columns table(List<Count> counts, String... further) {
        return Columns.ofFigures(Stream.of(Stream.of("route"), counts.stream().map(Count::title), Stream.of(further))
                .flatMap(titles -> titles)
                .toArray(String[]::new));
    }

    private static Object[] cells(List<Count> counts, List<RouteBooks> routes, Object... further) {
        Stream<Object> sums = counts.stream()
                .map(count -> routes.stream().mapToLong(count.of()).sum());
        return Stream.concat(sums, Stream.of(further)).toArray();
    }

    private static String balance(boolean balanced) {
        return balanced ? "balance" : "DO NOT BALANCE";
    }

    public static String json(Books books) {
        ObjectNode json = JSON.createObjectNode();
        ALL.forEach(count -> json.put(count.key(), books.sum(count.of())));
        json.put("eventsPerSecond", Math.round(books.eventsPerSecond()))
                .put("seconds", rounded(books.seconds()))
                .put("balanced", books.balanced());
        ObjectNode routes = json.putObject("routes");
        for (RouteBooks route : books.routes()) {
            ObjectNode one = routes.putObject(route.route().label());
            ALL.forEach(count -> one.put(count.key(), count.of().applyAsLong(route)));
            one.put("meanInputs", rounded(route.meanInputs())).put("balanced", route.balanced());
        }
        return json.toString();
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
