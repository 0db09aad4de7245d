package io.eventbatcher.config;

import java.util.Map;
import java.util.Optional;

/**
 * How values are decoded.
 *
 * @param deserializer the class of another vendor's deserializer; empty for our own
 * @param properties its configuration, passed through as it is
 */
public record AvroSettings(Optional<String> deserializer, Map<String, String> properties) {
    public AvroSettings {
        properties = Map.copyOf(properties);
    }

    /** Passed-through properties may hold passwords, so none of their values is shown. */
    @Override
    public String toString() {
        return "AvroSettings[" + deserializer.orElse("our own") + ", properties=" + properties.keySet() + "]";
    }
}
