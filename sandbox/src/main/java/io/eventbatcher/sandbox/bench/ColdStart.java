package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.bench.figure.Span;
import io.eventbatcher.sandbox.bench.program.ProcessCpu;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A new process before a full topic.
 *
 * @param firstDeliverySeconds from the start of the process to the first request accepted
 * @param cpuSeconds that the process had taken then
 * @param eventsPerSecond accepted in the first 30 s, or until the load was done, the start included
 * @param began when the process was started
 * @param events of the load
 * @param load as it was accepted
 */
record ColdStart(
        double firstDeliverySeconds, double cpuSeconds, double eventsPerSecond, Instant began, long events, Span load) {
    private static final Duration COLD = Duration.ofSeconds(30);

    /** Of the rate of the same program when it is warm. */
    private static final double NEARLY_FULL = 0.9;

    /** Seconds from the start of the process until it delivered at 90 % of its full speed; empty if the load was too small for that. */
    Optional<Double> secondsToFullSpeed(double fullPerSecond) {
        return load.reached(NEARLY_FULL * fullPerSecond, events).map(reached -> seconds(began, reached));
    }

    /**
     * Measures a start until the load is settled.
     *
     * @param load what lay in the topic
     * @param began when the process was started
     */
    static ColdStart measure(ColdProgram program, BenchStand.Load load, Instant began, BenchStand stand, Clocks clock)
            throws InterruptedException {
        ProcessCpu cpu = program.awaitFirst(load.acceptedBefore());
        program.awaitSettled(load);
        Span span = stand.spanSince(load.acceptedBefore());
        Duration counted = Duration.between(began, clock.instant());
        Duration measured = counted.compareTo(COLD) < 0 ? counted : COLD;
        return new ColdStart(
                seconds(began, span.first()),
                cpu.all(),
                span.eventsBefore(began.plus(measured), load.good()) / (measured.toMillis() / 1e3),
                began,
                load.good(),
                span);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }
}
