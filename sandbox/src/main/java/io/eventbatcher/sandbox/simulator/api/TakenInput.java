package io.eventbatcher.sandbox.simulator.api;

import java.util.Map;

/**
 * An input as sent.
 *
 * @param identity the uuid of an event; of a marketing event, {@code externalAccountId/externalEventId} or the object id
 * @param customProperties of a marketing event; empty for a behavioral event
 */
public record TakenInput(String identity, Map<String, String> customProperties) {
    public static TakenInput of(Input input) {
        return input instanceof Input.Marketing marketing
                ? new TakenInput(marketing.identity(), marketing.customProperties())
                : new TakenInput(input.identity(), Map.of());
    }
}
