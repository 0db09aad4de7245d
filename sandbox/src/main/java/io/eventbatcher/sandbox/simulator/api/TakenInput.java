package io.eventbatcher.sandbox.simulator.api;

import java.util.Map;

/**
 * An input as sent.
 *
 * @param identity the uuid of an event; of a marketing event, {@code externalAccountId/externalEventId} or the object id
 * @param customProperties of a marketing event; empty for a behavioral event
 * @param named the name of a behavioral event, the organizer of a marketing event; empty if the input has none
 */
public record TakenInput(String identity, Map<String, String> customProperties, String named) {
    /** An input without a name. */
    public TakenInput(String identity, Map<String, String> customProperties) {
        this(identity, customProperties, "");
    }

    public static TakenInput of(Input input) {
        return input instanceof Input.Marketing marketing
                ? new TakenInput(
                        marketing.identity(),
                        marketing.customProperties(),
                        String.valueOf(marketing.fields().getOrDefault("eventOrganizer", "")))
                : new TakenInput(input.identity(), Map.of(), input.eventName());
    }
}
