package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.bench.program.ProcessCpu;

/** A program that starts before a full topic. */
interface ColdProgram {
    /** Returns when the simulator has accepted more than a number of inputs, with the CPU that the program has taken by then. */
    ProcessCpu awaitFirst(long accepted) throws InterruptedException;

    /** Returns when all of a load is settled. */
    void awaitSettled(BenchStand.Load load) throws InterruptedException;
}
