package io.eventbatcher.sandbox.bench.micro;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the micro-benchmarks under JMH in a separate JVM. Measures nanoseconds and, as {@code gc.alloc.rate.norm}, bytes per event. */
public final class MicroBench {
    private static final TimeValue TURN = TimeValue.seconds(2);

    private MicroBench() {}

    /** Prints JMH's report on stdout. */
    public static void run() {
        try {
            var unused = new Runner(new OptionsBuilder()
                            .include(IngestBenchmark.class.getName())
                            .addProfiler(GCProfiler.class)
                            .forks(1)
                            .warmupIterations(3)
                            .warmupTime(TURN)
                            .measurementIterations(5)
                            .measurementTime(TURN)
                            .build())
                    .run();
        } catch (RunnerException failed) {
            throw new IllegalStateException("JMH failed: " + failed.getMessage(), failed);
        }
    }
}
