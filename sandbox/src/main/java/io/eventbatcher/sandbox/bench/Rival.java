package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.bench.figure.Stretch;

/** A program in a process of its own that brings as many events to the same simulator, in turn with the service. */
interface Rival extends AutoCloseable {
    /** Brings a load like one that the service has just brought. */
    Stretch through(BenchStand.Load load) throws InterruptedException;

    @Override
    void close();
}
