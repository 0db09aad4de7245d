package io.eventbatcher.sandbox.bench;

import io.eventbatcher.route.Route;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param route the only route that is enabled
 * @param events of the measured load
 * @param latency of every answer of the simulator
 * @param warmUp how long loads of that size come before it, at most, until the JVM's compilers are at rest; one comes in any case
 * @param halfLoad for how long ages are measured
 * @param linger of the route; null for the service's own default
 */
public record BenchSettings(
        Route route,
        long events,
        Duration latency,
        Duration warmUp,
        Duration halfLoad,
        @Nullable Duration linger) {
    /** The application id, with which the names of its stream threads begin. */
    static final String APPLICATION = "event-batcher";
    /** So many events are some ten seconds' work; the marketing routes have small requests, and one at a time for each lane. */
    public static long usualEvents(Route route) {
        return route.ordered() ? 40_000 : 400_000;
    }
}
