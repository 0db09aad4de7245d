package io.eventbatcher.sandbox.simulator.api;

import java.util.Map;

/** The facts kept of a valid input. An absent text is the empty text. */
public sealed interface Input {
    /** The uuid of an event; of a marketing event, {@code externalAccountId/externalEventId} or the object id. */
    String identity();

    String eventName();

    /** The value of the tracked property. */
    String tracked();

    record Behavioral(String identity, String eventName, String tracked) implements Input {}

    /** @param fields the input's fields, texts and booleans, as sent */
    record Marketing(String identity, String tracked, Map<String, Object> fields, Map<String, String> customProperties)
            implements Input {
        @Override
        public String eventName() {
            return String.valueOf(fields.getOrDefault("eventName", ""));
        }
    }
}
