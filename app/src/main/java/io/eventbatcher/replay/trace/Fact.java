package io.eventbatcher.replay.trace;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step of an event, and the record that proves the step.
 *
 * @param at the time; null for a step that has no time of its own, such as a committed offset
 * @param where the record, as {@code topic/partition/offset}; empty for a step without
 * @param text the step as a sentence
 * @param details the step for programs: names and values
 */
public record Fact(@Nullable Instant at, Step step, String where, String text, Map<String, String> details) {
    public Fact {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    static Fact now(Step step, String where, String text) {
        return new Fact(null, step, where, text, Map.of());
    }

    static Fact at(Instant at, Step step, String where, String text) {
        return new Fact(at, step, where, text, Map.of());
    }

    /** The time; the epoch for a step without. */
    public Instant time() {
        return Objects.requireNonNullElse(at, Instant.EPOCH);
    }

    Fact with(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new Fact(at, step, where, text, more);
    }
}
