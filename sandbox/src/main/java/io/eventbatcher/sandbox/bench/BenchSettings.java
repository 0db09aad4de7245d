package io.eventbatcher.sandbox.bench;

import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a benchmark.
 *
 * @param route the only enabled route
 * @param events of each measured load
 * @param pairs of measured loads: each goes through the service and its rival in turn
 * @param latency of every answer of the simulator
 * @param warmUp limit for the loads before the measured loads, until the JVM's compilers are at rest; at least one load is sent
 * @param halfLoad duration of the measurement of ages
 * @param linger of the route; null for the service's default
 * @param jvm options of the service's JVM alone
 * @param peer command of a program that is the rival; null for the floor
 * @param letters that somebody at the console summarises meanwhile, beside the same service alone; 0 for a rival in its place
 */
public record BenchSettings(
        Route route,
        long events,
        int pairs,
        Duration latency,
        Duration warmUp,
        Duration halfLoad,
        @Nullable Duration linger,
        List<String> jvm,
        @Nullable String peer,
        long letters) {
    public BenchSettings {
        jvm = List.copyOf(jvm);
    }

    /** Ten to thirty seconds of work; the marketing routes send small requests, and one at a time per lane. */
    public static long usualEvents(Route route) {
        return route.ordered() ? 40_000 : 1_000_000;
    }

    /** The rival's name in reports. */
    String rival() {
        return peer == null ? "floor" : "peer";
    }

    /** The events that measure ages. */
    long eventsAtHalfLoad(double perSecond) {
        return Math.max(1, Math.round(perSecond * halfLoad.toMillis() / 1e3));
    }
}
