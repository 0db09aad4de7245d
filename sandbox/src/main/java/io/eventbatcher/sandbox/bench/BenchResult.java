package io.eventbatcher.sandbox.bench;

import java.util.Map;

/**
 * What was measured. CPU is the time of threads by their names, in seconds per million events.
 *
 * @param delivered events that the service settled of the measured load: all of it, and none twice
 * @param eventsPerSecond the service, from its first request accepted to the one that makes 95 %
 * @param floorEventsPerSecond the floor, by the same measure
 * @param requests the service sent for the measured load
 * @param batchFill events of a request, on average
 * @param floorBatchFill the same of the floor
 * @param p50AgeMillis from the record's timestamp to the simulator's acceptance, at half of {@code eventsPerSecond}
 * @param p99AgeMillis the same
 * @param halfLoadPerSecond what half was
 * @param cpu of the service, by group of threads
 * @param floorCpu of the floor, by group of threads
 * @param processCpuSecondsPerMillion of everything in the process while the service ran: broker, simulator, compiler and collector too
 * @param compilerSecondsPerMillion of these at most the JVM's compilers
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

    /** How much of the floor's throughput the service reaches. */
    public double ratio() {
        return eventsPerSecond / floorEventsPerSecond;
    }

    /** All groups of the service together. */
    public double cpuSecondsPerMillion() {
        return sum(cpu);
    }

    public double floorCpuSecondsPerMillion() {
        return sum(floorCpu);
    }

    private static double sum(Map<CpuMeter.Group, Double> groups) {
        return groups.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
