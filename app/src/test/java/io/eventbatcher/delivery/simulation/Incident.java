package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Something that happens at a time.
 *
 * @param at the time since the beginning
 * @param name for people
 */
record Incident(Duration at, String name, Consumer<Simulation> what) {
    /** A time as {@code 1:02:03}. */
    static String text(Duration time) {
        return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    @Override
    public String toString() {
        return text(at) + " " + name;
    }
}
