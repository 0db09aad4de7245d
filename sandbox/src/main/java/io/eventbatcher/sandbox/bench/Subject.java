package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.bench.figure.Stretch;
import io.eventbatcher.sandbox.bench.program.Cores;
import io.eventbatcher.sandbox.bench.program.ProcessCpu;
import io.eventbatcher.sandbox.bench.program.ServiceProgram;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The service, warm and the same for all loads, and what a load does to it. */
final class Subject implements ColdProgram, AutoCloseable {
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

    @Override
    public ProcessCpu awaitFirst(long accepted) throws InterruptedException {
        while (stand.accepted() == accepted) {
            service.throwIfDead();
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return service.cpu();
    }

    /** Returns when the service has settled a further load. */
    @Override
    public void awaitSettled(BenchStand.Load load) throws InterruptedException {
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
        Meter meter = new Meter(stand, service.cpu());
        awaitSettled(load);
        return meter.end(load, stand.spanSince(load.acceptedBefore()), service.cpu());
    }

    /** Somebody who looks at the console from now on. */
    Onlooker onlooker() {
        return new Onlooker(service.console());
    }

    @Override
    public void close() {
        service.close();
    }
}
