package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.bench.figure.Span;
import io.eventbatcher.sandbox.bench.program.ProcessCpu;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;

/**
 * A new process before a full topic.
 *
 * @param firstDeliverySeconds from the start of the process to the first request accepted
 * @param cpuSeconds that the process had taken then
 * @param eventsPerSecond accepted in the first 30 s, or until the load was done, the start included
 */
record ColdStart(double firstDeliverySeconds, double cpuSeconds, double eventsPerSecond) {
    private static final Duration COLD = Duration.ofSeconds(30);

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
                Duration.between(began, span.first()).toMillis() / 1e3,
                cpu.all(),
                span.inputsBefore(began.plus(measured)) / (measured.toMillis() / 1e3));
    }
}
