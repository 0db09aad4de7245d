package io.eventbatcher.sandbox.bench;

import io.eventbatcher.route.Route;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a benchmark.
 *
 * @param route the only enabled route
 * @param events of the measured load
 * @param latency of every answer of the simulator
 * @param warmUp limit for the loads before the measured load, until the JVM's compilers are at rest; at least one load is sent
 * @param halfLoad duration of the measurement of ages
 * @param linger of the route; null for the service's default
 */
public record BenchSettings(
        Route route,
        long events,
        Duration latency,
        Duration warmUp,
        Duration halfLoad,
        @Nullable Duration linger) {
    /** The application id, and the beginning of the stream threads' names. */
    static final String APPLICATION = "event-batcher";

    /** Every load has its own seed; the warm-up counts up from 1. */
    static final long FIRST_MEASURED_SEED = 1_000;

    /** About ten seconds of work; the marketing routes send small requests, and one at a time per lane. */
    public static long usualEvents(Route route) {
        return route.ordered() ? 40_000 : 400_000;
    }

    /** The events that measure ages. */
    long eventsAtHalfLoad(double perSecond) {
        return Math.max(1, Math.round(perSecond * halfLoad.toMillis() / 1e3));
    }
}
