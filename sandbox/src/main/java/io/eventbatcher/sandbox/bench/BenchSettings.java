package io.eventbatcher.sandbox.bench;

import io.eventbatcher.route.Route;
import java.time.Duration;

/**
 * What is measured.
 *
 * @param route the only route that is enabled
 * @param events of the measured load; a quarter more comes before it to warm up
 * @param latency of every answer of the simulator
 */
public record BenchSettings(Route route, long events, Duration latency) {
    /** Events of one load that are thrown away, for each contender. */
    long warmUpEvents() {
        return Math.max(1, events / 4);
    }
}
