package io.eventbatcher.sandbox.simulator.api;

import java.util.Map;

/**
 * One input as a request brought it.
 *
 * @param identity the uuid of an event; of a marketing event, {@code externalAccountId/externalEventId} or its object id
 * @param customProperties of a marketing event; empty for a behavioral one
 */
public record TakenInput(String identity, Map<String, String> customProperties) {
    public static TakenInput of(Input input) {
        return input instanceof Input.Marketing marketing
                ? new TakenInput(marketing.identity(), marketing.customProperties())
                : new TakenInput(input.identity(), Map.of());
    }
}
