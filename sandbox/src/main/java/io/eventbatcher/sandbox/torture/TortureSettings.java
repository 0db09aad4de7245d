package io.eventbatcher.sandbox.torture;

import io.eventbatcher.sandbox.torture.faults.FaultKinds;
import io.eventbatcher.sandbox.torture.traffic.TrafficSettings;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of a run.
 *
 * @param length of load and faults, without start and drain
 * @param seed of load, schedule and faults
 * @param instances processes, beside guests that join and leave
 * @param rate records published in a second, all routes together
 * @param background the share of requests with a random fault, 0 to 1
 * @param faults the kinds, by name: see {@link #allFaults()}
 * @param patience limit for the drain after the faults
 */
public record TortureSettings(
        Duration length,
        long seed,
        int instances,
        double rate,
        double background,
        Set<String> faults,
        Duration patience) {

    /** The share of requests hit out of the blue. */
    public static final double DEFAULT_BACKGROUND = 0.05;

    public static final double DEFAULT_RATE = 200;

    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(3);

    public TortureSettings {
        faults = Set.copyOf(faults);
        Set<String> unknown = new TreeSet<>(faults);
        unknown.removeAll(allFaults());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no fault %s; known are %s."
                    .formatted(String.join(", ", unknown), String.join(", ", new TreeSet<>(allFaults()))));
        }
        if (length.isNegative() || length.isZero() || instances < 1 || !(rate > 0)) {
            throw new IllegalArgumentException("Seconds, instances and rate must be more than 0.");
        }
    }

    /** All kinds of faults, at the default rate. */
    public static TortureSettings of(Duration length, long seed, int instances) {
        return new TortureSettings(
                length, seed, instances, DEFAULT_RATE, DEFAULT_BACKGROUND, allFaults(), DEFAULT_PATIENCE);
    }

    /** The names of all kinds. */
    public static Set<String> allFaults() {
        return Set.copyOf(FaultKinds.all());
    }

    TrafficSettings traffic() {
        return new TrafficSettings(seed, rate, length);
    }
}
