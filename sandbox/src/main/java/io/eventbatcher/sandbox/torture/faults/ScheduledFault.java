package io.eventbatcher.sandbox.torture.faults;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * A fault and its time.
 *
 * @param at from the beginning of the run
 * @param kind one of {@link FaultKinds}
 * @param description kind and details, for people
 */
public record ScheduledFault(Duration at, String kind, String description, Consumer<FaultTarget> action) {
    /** True for a fault that teaches something only while the service works. */
    public boolean upheaval() {
        return FaultKinds.UPHEAVALS.contains(kind);
    }

    @Override
    public String toString() {
        return "%5.1f s  %s".formatted(at.toMillis() / 1000.0, description);
    }
}
