package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.bench.figure.Noise;
import io.eventbatcher.sandbox.bench.figure.Pair;
import io.eventbatcher.sandbox.bench.figure.Spread;
import io.eventbatcher.sandbox.bench.figure.Stretch;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run.
 *
 * @param delivered events of the measured loads that the service settled: all, and none twice
 * @param cold of the service
 * @param rivalCold of the rival; null for the floor, which is given its loads when it has started
 * @param p50AgeMillis from the record's timestamp to the simulator's acceptance, at half of the service's rate
 * @param halfLoadPerSecond half of the service's rate
 * @param pinned true if service and stand had cores of their own
 */
public record BenchResult(
        BenchSettings settings,
        long delivered,
        ColdStart cold,
        @Nullable ColdStart rivalCold,
        List<Pair> pairs,
        double p50AgeMillis,
        double p99AgeMillis,
        double halfLoadPerSecond,
        boolean pinned) {

    /** The service's throughput by its rival's. */
    Spread ratio() {
        return Spread.of(pairs, Pair::ratio);
    }

    Spread service(ToDoubleFunction<Stretch> figure) {
        return spread(Pair::service, figure);
    }

    Spread rival(ToDoubleFunction<Stretch> figure) {
        return spread(Pair::rival, figure);
    }

    private Spread spread(Function<Pair, Stretch> side, ToDoubleFunction<Stretch> figure) {
        return Spread.of(pairs, pair -> figure.applyAsDouble(side.apply(pair)));
    }

    /** Why the figures say nothing; empty for a quiet run. */
    List<String> noise() {
        return Noise.in(pairs);
    }

    /** Events in a request, on average. */
    double fill(Spread requests) {
        return settings.events() / requests.median();
    }
}
