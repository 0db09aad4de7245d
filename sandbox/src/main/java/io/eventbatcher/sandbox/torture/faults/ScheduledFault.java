package io.eventbatcher.sandbox.torture.faults;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * A fault and its time.
 *
 * @param at from the beginning of the run
 * @param kind a name of {@link FaultKinds}
 * @param description kind and details, for people
 */
public record ScheduledFault(Duration at, String kind, String description, Consumer<FaultTarget> action) {
    /** True for a fault that teaches nothing while the service is idle. */
    public boolean upheaval() {
        return FaultKinds.UPHEAVALS.contains(kind);
    }

    @Override
    public String toString() {
        return "%5.1f s  %s".formatted(at.toMillis() / 1000.0, description);
    }
}
