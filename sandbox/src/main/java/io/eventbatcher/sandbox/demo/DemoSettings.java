package io.eventbatcher.sandbox.demo;

import java.time.Duration;

/**
 * The load of a demo.
 *
 * @param events records to publish, on all routes together
 * @param duplicatesPercent how many of 100 repeat an earlier one
 * @param invalidPercent how many of 100 must become dead letters
 * @param seed of all that is chosen by chance
 * @param latency of every answer of the simulator
 */
public record DemoSettings(long events, double duplicatesPercent, double invalidPercent, long seed, Duration latency) {}
