package io.eventbatcher.sandbox.bench;

import java.util.Map;

/**
 * The result of a run. CPU is the time of threads by name, in seconds per million events.
 *
 * @param delivered events of the measured load that the service settled: all, and none twice
 * @param eventsPerSecond the service's rate, from the first request accepted to 95 % of the load
 * @param floorEventsPerSecond the floor's rate by the same measure
 * @param requests sent by the service for the measured load
 * @param batchFill mean events in a request of the service
 * @param floorBatchFill mean events in a request of the floor
 * @param p50AgeMillis from the record's timestamp to the simulator's acceptance, at half of {@code eventsPerSecond}
 * @param halfLoadPerSecond half of {@code eventsPerSecond}
 * @param cpu of the service, by group of threads
 * @param floorCpu of the floor, by group of threads
 * @param processCpuSecondsPerMillion of the whole process while the service ran: with broker, simulator, compilers and collector
 * @param compilerSecondsPerMillion of the JVM's compilers at most
 */
public record BenchResult(
        BenchSettings settings,
        long delivered,
        double eventsPerSecond,
        double floorEventsPerSecond,
        long requests,
        double batchFill,
        double floorBatchFill,
        double p50AgeMillis,
        double p99AgeMillis,
        double halfLoadPerSecond,
        Map<CpuMeter.Group, Double> cpu,
        Map<CpuMeter.Group, Double> floorCpu,
        double processCpuSecondsPerMillion,
        double compilerSecondsPerMillion) {

    /** The share of the floor's throughput that the service reaches. */
    double ratio() {
        return eventsPerSecond / floorEventsPerSecond;
    }

    /** All groups of the service together. */
    double cpuSecondsPerMillion() {
        return sum(cpu);
    }

    double floorCpuSecondsPerMillion() {
        return sum(floorCpu);
    }

    private static double sum(Map<CpuMeter.Group, Double> groups) {
        return groups.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
