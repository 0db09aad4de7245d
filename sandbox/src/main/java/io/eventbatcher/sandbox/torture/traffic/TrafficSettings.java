package io.eventbatcher.sandbox.torture.traffic;

import java.time.Duration;

/**
 * The load of a run.
 *
 * @param rate records published in a second, all routes together
 */
public record TrafficSettings(long seed, double rate, Duration length) {}
