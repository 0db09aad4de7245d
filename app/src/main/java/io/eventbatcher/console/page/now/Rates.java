package io.eventbatcher.console.page.now;

import io.eventbatcher.status.RouteFlow;
import io.eventbatcher.status.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** The rates of the last seconds, from the counts of the statuses that pages have shown. */
final class Rates {
    /** Counts come with commits, so shorter spans would jump. */
    private static final Duration SPAN = Duration.ofSeconds(20);

    private static final Duration LEAST = Duration.ofSeconds(2);

    private final Deque<SystemStatus> shown = new ArrayDeque<>();

    synchronized void add(SystemStatus status) {
        if (status.flows().isEmpty()
                || (!shown.isEmpty() && !shown.getLast().at().isBefore(status.at()))) {
            return;
        }
        shown.addLast(status);
        Instant begin = status.at().minus(SPAN);
        while (shown.size() > 2 && !secondIsAfter(begin)) {
            shown.removeFirst();
        }
        if (Duration.between(shown.getFirst().at(), status.at()).compareTo(SPAN.multipliedBy(3)) > 0) {
            shown.removeFirst();
        }
    }

    /** True if the first status is the last one before the begin. */
    private boolean secondIsAfter(Instant begin) {
        var statuses = shown.iterator();
        statuses.next();
        return statuses.next().at().isAfter(begin);
    }

    /** Events a second of a count of a route; empty until two statuses are known. */
    synchronized OptionalDouble of(String route, ToLongFunction<RouteFlow> count) {
        if (shown.size() < 2) {
            return OptionalDouble.empty();
        }
        Duration span = Duration.between(shown.getFirst().at(), shown.getLast().at());
        Optional<RouteFlow> first = flow(shown.getFirst(), route);
        Optional<RouteFlow> last = flow(shown.getLast(), route);
        if (span.compareTo(LEAST) < 0 || first.isEmpty() || last.isEmpty()) {
            return OptionalDouble.empty();
        }
        long passed = count.applyAsLong(last.get()) - count.applyAsLong(first.get());
        return OptionalDouble.of(Math.max(0, passed * 1_000.0 / span.toMillis()));
    }

    private static Optional<RouteFlow> flow(SystemStatus status, String route) {
        return status.flows().stream()
                .filter(flow -> flow.route().equals(route))
                .findFirst();
    }
}
