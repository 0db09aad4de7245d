package io.eventbatcher.sandbox.demo;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The books of a run.
 *
 * @param seconds from the first event published to the last event settled
 */
public record Books(List<RouteBooks> routes, double seconds) {
    public Books {
        routes = List.copyOf(routes);
    }

    public boolean balanced() {
        return routes.stream().allMatch(RouteBooks::balanced);
    }

    public long sum(ToLongFunction<RouteBooks> column) {
        return routes.stream().mapToLong(column).sum();
    }

    /** Events per second that came to an end of any kind. */
    public double eventsPerSecond() {
        return seconds == 0 ? 0 : sum(RouteBooks::produced) / seconds;
    }
}
