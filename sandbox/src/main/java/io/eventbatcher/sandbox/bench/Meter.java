package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.bench.figure.Span;
import io.eventbatcher.sandbox.bench.figure.Stretch;
import io.eventbatcher.sandbox.bench.program.ProcessCpu;

/** CPU and time since a moment. */
final class Meter {
    private final BenchStand stand;
    private final ProcessCpu cpuBefore;
    private final double brokerBefore;
    private final double simulatorBefore;
    private final double machineBefore = ProcessCpu.machine();
    private final long began = System.nanoTime();

    /** @param before CPU of the measured process by now */
    Meter(BenchStand stand, ProcessCpu before) {
        this.stand = stand;
        this.cpuBefore = before;
        this.brokerBefore = stand.brokerCpu();
        this.simulatorBefore = stand.simulatorCpu();
    }

    /**
     * The cost of a load since then.
     *
     * @param span the load's requests
     * @param after CPU of the measured process by now
     */
    Stretch end(BenchStand.Load load, Span span, ProcessCpu after) {
        ProcessCpu cpu = after.minus(cpuBefore);
        double broker = stand.brokerCpu() - brokerBefore;
        double simulator = stand.simulatorCpu() - simulatorBefore;
        double foreign = ProcessCpu.machine() - machineBefore - cpu.all() - broker - simulator;
        double capacity =
                (System.nanoTime() - began) / 1e9 * Runtime.getRuntime().availableProcessors();
        double perMillion = 1e6 / load.good();
        return new Stretch(
                span.perSecond(load.good()),
                span.secondHalfByFirst(),
                span.requests(),
                cpu.times(perMillion),
                broker * perMillion,
                simulator * perMillion,
                Math.max(0, foreign) / capacity);
    }
}
