package io.eventbatcher.sandbox.bench.figure;

import io.eventbatcher.sandbox.bench.program.ProcessCpu;

/**
 * One load through the service, or through its rival.
 *
 * @param eventsPerSecond from the first request accepted to 95 % of the load
 * @param secondHalfByFirst rate of the second half by that of the first; 1 in a steady state
 * @param requests sent
 * @param cpu of the process alone, in seconds per million events
 * @param brokerCpu of the broker meanwhile, in seconds per million events
 * @param simulatorCpu of simulator, registry and this program meanwhile, in seconds per million events
 * @param foreignShare of the machine's CPU that other programs took meanwhile, from 0 to 1
 */
public record Stretch(
        double eventsPerSecond,
        double secondHalfByFirst,
        long requests,
        ProcessCpu cpu,
        double brokerCpu,
        double simulatorCpu,
        double foreignShare) {}
