package io.eventbatcher.sandbox.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.Columns;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells how the books stand: a table for people, an object for machines. */
public final class BooksReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BooksReport() {}

    /** Prints the table and its meaning. */
    public static void print(Books books, PrintWriter out) {
        Columns table = Columns.ofFigures(
                "route",
                "produced",
                "delivered",
                "duplicates",
                "dead letters",
                "lost",
                "twice",
                "out of order",
                "unexpected",
                "altered",
                "requests",
                "batch fill",
                "books");
        for (RouteBooks route : books.routes()) {
            table.row(
                    route.route().label(),
                    route.produced(),
                    route.delivered(),
                    route.duplicates(),
                    route.deadLettered(),
                    route.lost(),
                    route.deliveredTwice(),
                    route.outOfOrder(),
                    route.unexpected(),
                    route.altered(),
                    route.requests(),
                    route.meanInputs(),
                    route.balanced() ? "balance" : "DO NOT BALANCE");
        }
        table.row(
                "all",
                books.sum(RouteBooks::produced),
                books.sum(RouteBooks::delivered),
                books.sum(RouteBooks::duplicates),
                books.sum(RouteBooks::deadLettered),
                books.sum(RouteBooks::lost),
                books.sum(RouteBooks::deliveredTwice),
                books.sum(RouteBooks::outOfOrder),
                books.sum(RouteBooks::unexpected),
                books.sum(RouteBooks::altered),
                books.sum(RouteBooks::requests),
                "",
                books.balanced() ? "balance" : "DO NOT BALANCE");
        out.println();
        table.print(out);
        out.printf(
                Locale.ROOT,
                "%nproduced = delivered + duplicates + dead letters, by what the simulator itself received: %s. "
                        + "%,.0f events/s over %.1f s.%n",
                books.balanced() ? "the books balance" : "the books do NOT balance",
                books.eventsPerSecond(),
                books.seconds());
        out.flush();
    }

    public static String json(Books books) {
        ObjectNode json = JSON.createObjectNode();
        put(json, books);
        ObjectNode routes = json.putObject("routes");
        for (RouteBooks route : books.routes()) {
            routes.putObject(route.route().label())
                    .put("produced", route.produced())
                    .put("delivered", route.delivered())
                    .put("duplicates", route.duplicates())
                    .put("deadLettered", route.deadLettered())
                    .put("lost", route.lost())
                    .put("deliveredTwice", route.deliveredTwice())
                    .put("outOfOrder", route.outOfOrder())
                    .put("unexpected", route.unexpected())
                    .put("altered", route.altered())
                    .put("requests", route.requests())
                    .put("meanInputs", rounded(route.meanInputs()))
                    .put("balanced", route.balanced());
        }
        return json.toString();
    }

    private static void put(ObjectNode json, Books books) {
        json.put("produced", books.sum(RouteBooks::produced))
                .put("delivered", books.sum(RouteBooks::delivered))
                .put("duplicates", books.sum(RouteBooks::duplicates))
                .put("deadLettered", books.sum(RouteBooks::deadLettered))
                .put("lost", books.sum(RouteBooks::lost))
                .put("deliveredTwice", books.sum(RouteBooks::deliveredTwice))
                .put("outOfOrder", books.sum(RouteBooks::outOfOrder))
                .put("unexpected", books.sum(RouteBooks::unexpected))
                .put("altered", books.sum(RouteBooks::altered))
                .put("requests", books.sum(RouteBooks::requests))
                .put("eventsPerSecond", Math.round(books.eventsPerSecond()))
                .put("seconds", rounded(books.seconds()))
                .put("balanced", books.balanced());
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
