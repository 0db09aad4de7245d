package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.bench.program.Cores;
import io.eventbatcher.sandbox.bench.program.FloorProgram;
import io.eventbatcher.sandbox.bench.program.ProcessCpu;
import io.eventbatcher.sandbox.bench.program.ServiceProgram;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The service, warm and the same for all loads, and what a load does to it. */
final class Subject implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration SELDOM = Duration.ofSeconds(5);
    private static final Duration SCRAPE = Duration.ofMillis(250);

    private final BenchStand stand;
    private final boolean ordered;
    private final ServiceProgram service;
    private long good;
    private long bad;

    private Subject(BenchStand stand, boolean ordered, ServiceProgram service) {
        this.stand = stand;
        this.ordered = ordered;
        this.service = service;
    }

    /** Starts the service before what is already in the topic. */
    static Subject start(BenchSettings bench, BenchStand stand) {
        return new Subject(
                stand,
                bench.route().ordered(),
                ServiceProgram.start(stand.directory(), Cores.ofMeasured(), bench.jvm(), stand.configuration()));
    }

    /** Returns when the simulator has accepted more than a number of inputs, with the CPU that the service has taken by then. */
    ProcessCpu awaitFirst(long accepted) throws InterruptedException {
        while (stand.accepted() == accepted) {
            service.throwIfDead();
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return service.cpu();
    }

    /** Returns when the service has settled a further load. */
    void awaitSettled(BenchStand.Load load) throws InterruptedException {
        good += load.good();
        bad += load.bad();
        // the service is seldom asked while it is measured; events of one identity may be few inputs
        long some = load.acceptedBefore() + (ordered ? 1 : load.good());
        ServiceProgram.Counts counts = service.counts();
        while (counts.delivered() < good || counts.dead() < bad) {
            if (counts.dead() > bad) {
                throw new IllegalStateException("The service made dead letters of the benchmark's good events.");
            }
            long due = System.nanoTime() + SELDOM.toNanos();
            while (stand.accepted() < some && System.nanoTime() < due) {
                service.throwIfDead();
                LockSupport.parkNanos(LOOK.toNanos());
            }
            LockSupport.parkNanos(SCRAPE.toNanos());
            counts = service.counts();
        }
    }

    /** Settled since the start. */
    long delivered() throws InterruptedException {
        return service.counts().delivered();
    }

    /** Sends a load through the service. */
    Stretch through(BenchStand.Load load) throws InterruptedException {
        Metered metered = new Metered(service.cpu());
        awaitSettled(load);
        return metered.end(load.good(), stand.spanSince(load.acceptedBefore()), service.cpu());
    }

    /** Somebody who looks at the console from now on. */
    Onlooker onlooker() {
        return new Onlooker(service.console());
    }

    /** Sends a load through the floor. */
    Stretch through(FloorProgram floor, BenchStand.Load load) {
        long before = stand.accepted();
        Metered metered = new Metered(floor.cpu());
        floor.run(new FloorProgram.FloorOrder(load.good(), load.from()));
        return metered.end(load.good(), stand.spanSince(before), floor.cpu());
    }

    @Override
    public void close() {
        service.close();
    }

    /** CPU and time since a moment. */
    private final class Metered {
        private final ProcessCpu cpuBefore;
        private final double brokerBefore = stand.brokerCpu();
        private final double simulatorBefore = stand.simulatorCpu();
        private final double machineBefore = ProcessCpu.machine();
        private final long began = System.nanoTime();

        Metered(ProcessCpu before) {
            this.cpuBefore = before;
        }

        Stretch end(long events, Span span, ProcessCpu after) {
            ProcessCpu cpu = after.minus(cpuBefore);
            double broker = stand.brokerCpu() - brokerBefore;
            double simulator = stand.simulatorCpu() - simulatorBefore;
            double foreign = ProcessCpu.machine() - machineBefore - cpu.all() - broker - simulator;
            double capacity =
                    (System.nanoTime() - began) / 1e9 * Runtime.getRuntime().availableProcessors();
            double perMillion = 1e6 / events;
            return new Stretch(
                    span.perSecond(events),
                    span.secondHalfByFirst(),
                    span.requests(),
                    cpu.times(perMillion),
                    broker * perMillion,
                    simulator * perMillion,
                    Math.max(0, foreign) / capacity);
        }
    }
}
