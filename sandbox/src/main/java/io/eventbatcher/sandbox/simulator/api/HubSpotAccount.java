package io.eventbatcher.sandbox.simulator.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The HubSpot account behind the simulator.
 *
 * @param hubId the account's number; event names must begin with {@code pe<hubId>_}
 * @param tokens the known bearer tokens, each with its granular scopes
 * @param eventDefinitions the fully qualified names of the defined events; empty: every name with the right prefix is defined
 * @param objectIds tests an object id for a marketing event, beside the marketing events created by upserts
 * @param contactRequired true if an event needs objectId, email or utk. HubSpot requires a contact unless the event definition has a
 *     matching property
 * @param unknownOrganizer a marketing event with exactly this {@code eventOrganizer} is refused with a 400. The rule is made up: a sender
 *     can check all documented limits, and tests need an input that only HubSpot can refuse
 */
public record HubSpotAccount(
        long hubId,
        Map<String, Set<String>> tokens,
        Set<String> eventDefinitions,
        Predicate<String> objectIds,
        boolean contactRequired,
        String unknownOrganizer) {

    public static final long DEFAULT_HUB_ID = 1_234_567L;
    public static final String DEFAULT_TOKEN = "sandbox-token";
    public static final String DEFAULT_UNKNOWN_ORGANIZER = "organizer-unknown-to-hubspot";

    public HubSpotAccount {
        if (hubId <= 0) {
            throw new IllegalArgumentException("The hub id must be positive, but is " + hubId + ".");
        }
        tokens = Map.copyOf(tokens);
        eventDefinitions = Set.copyOf(eventDefinitions);
    }

    /** {@link #DEFAULT_HUB_ID}, {@link #DEFAULT_TOKEN} with all scopes, every event defined, the object ids 1 to 100,000. */
    public static HubSpotAccount defaults() {
        return new HubSpotAccount(
                DEFAULT_HUB_ID,
                Map.of(DEFAULT_TOKEN, Set.of(Endpoint.Scopes.EVENTS, Endpoint.Scopes.MARKETING_EVENTS)),
                Set.of(),
                objectIdsBetween(1, 100_000),
                true,
                DEFAULT_UNKNOWN_ORGANIZER);
    }

    /** The object ids from {@code first} to {@code last}, both included, in decimal digits. */
    public static Predicate<String> objectIdsBetween(long first, long last) {
        return id -> {
            // more digits overflow a long; an id of that length is unknown, not an error
            if (!id.matches("[1-9][0-9]{0,17}")) {
                return false;
            }
            long number = Long.parseLong(id);
            return first <= number && number <= last;
        };
    }

    public HubSpotAccount withHubId(long changed) {
        return new HubSpotAccount(changed, tokens, eventDefinitions, objectIds, contactRequired, unknownOrganizer);
    }

    /** Replaces all tokens by one token with all scopes. */
    public HubSpotAccount withOnlyToken(String token) {
        return new HubSpotAccount(
                hubId,
                Map.of(token, Set.of(Endpoint.Scopes.EVENTS, Endpoint.Scopes.MARKETING_EVENTS)),
                eventDefinitions,
                objectIds,
                contactRequired,
                unknownOrganizer);
    }

    /** Replaces all tokens, each with its scopes. */
    public HubSpotAccount withTokens(Map<String, Set<String>> changed) {
        return new HubSpotAccount(hubId, changed, eventDefinitions, objectIds, contactRequired, unknownOrganizer);
    }

    /** Adds a token, or changes the scopes of a token. */
    public HubSpotAccount withToken(String token, Set<String> scopes) {
        Map<String, Set<String>> changed = new HashMap<>(tokens);
        changed.put(token, Set.copyOf(scopes));
        return new HubSpotAccount(hubId, changed, eventDefinitions, objectIds, contactRequired, unknownOrganizer);
    }

    public HubSpotAccount withEventDefinitions(Set<String> changed) {
        return new HubSpotAccount(hubId, tokens, changed, objectIds, contactRequired, unknownOrganizer);
    }

    public HubSpotAccount withObjectIds(Predicate<String> changed) {
        return new HubSpotAccount(hubId, tokens, eventDefinitions, changed, contactRequired, unknownOrganizer);
    }

    public HubSpotAccount withContactRequired(boolean changed) {
        return new HubSpotAccount(hubId, tokens, eventDefinitions, objectIds, changed, unknownOrganizer);
    }

    public HubSpotAccount withUnknownOrganizer(String changed) {
        return new HubSpotAccount(hubId, tokens, eventDefinitions, objectIds, contactRequired, changed);
    }

    public boolean defines(String eventName) {
        return eventDefinitions.isEmpty() || eventDefinitions.contains(eventName);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "Account[hubId=" + hubId + ", tokens=" + tokens.size() + ", eventDefinitions=" + eventDefinitions + "]";
    }
}
