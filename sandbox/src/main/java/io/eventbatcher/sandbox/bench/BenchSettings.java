package io.eventbatcher.sandbox.bench;

import io.eventbatcher.route.Route;
import java.time.Duration;

/**
 * What is measured.
 *
 * @param route the only route that is enabled
 * @param events of the measured load; as many come before it to warm up
 * @param latency of every answer of the simulator
 */
public record BenchSettings(Route route, long events, Duration latency) {
    /** Events that both handle before they are measured: less leaves half of the service's code uncompiled when it counts. */
    long warmUpEvents() {
        return events;
    }
}
