package io.eventbatcher.sandbox.demo;

import java.time.Duration;

/**
 * The load of a demo.
 *
 * @param events records to publish, on all routes together
 * @param duplicatesPercent share of repeated events
 * @param invalidPercent share of events that must become dead letters
 * @param latency of every answer of the simulator
 */
public record DemoSettings(long events, double duplicatesPercent, double invalidPercent, long seed, Duration latency) {}
