package io.eventbatcher.config;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How HubSpot is reached.
 *
 * @param baseUrl default https://api.hubapi.com
 * @param token the private-app token or service key; from the environment or a file, never from the configuration file itself
 * @param auth how the token is sent; default bearer
 * @param oauth how tokens are fetched, when auth is oauth
 * @param connectTimeout default 10s
 * @param eventsTimeout the longest a behavioral request may take; default 30s
 * @param marketingTimeout the longest a marketing request may take; default 2m, above HubSpot's own ceiling of 100 s, so that a
 *     late answer is still heard
 * @param rate the limits to keep
 * @param answers what answers mean where HubSpot leaves it open
 * @param halt when a route stops, and how it finds out that it may go on
 */
public record HubSpotSettings(
        URI baseUrl,
        Secret token,
        Auth auth,
        OAuth oauth,
        Duration connectTimeout,
        Duration eventsTimeout,
        Duration marketingTimeout,
        RateSettings rate,
        AnswerSettings answers,
        HaltSettings halt) {

    /**
     * What a public app proves itself with.
     *
     * @param clientId the app's id
     * @param clientSecret the app's secret
     * @param refreshToken what an account's owner has granted
     * @param tokenPath where tokens are fetched, below the base URL; default /oauth/2026-03/token
     * @param writeRefreshToken whether a new refresh token is written to the file that the first one is from; default false
     */
    public record OAuth(
            Secret clientId, Secret clientSecret, Secret refreshToken, String tokenPath, boolean writeRefreshToken) {}

    /** How the token is sent. */
    public enum Auth {
        /** The header {@code Authorization: Bearer}. */
        BEARER,
        /** The same with a token of some minutes, which is fetched with a refresh token. */
        OAUTH,
        /** The query parameter {@code hapikey}, which HubSpot has not accepted since November 2022; v3 only. */
        HAPIKEY,
        /** The header {@code private-app-legacy}, named in the v3 document; v3 only. */
        PRIVATE_APP_LEGACY
    }

    /** What is missing to prove who we are, as a sentence with the remedy; empty when nothing is. */
    public Optional<String> missingCredentials() {
        if (auth != Auth.OAUTH) {
            return token.isEmpty()
                    ? Optional.of("There is no token for HubSpot" + remedy(AccessKeys.TOKEN))
                    : Optional.empty();
        }
        Map<Key<Secret>, Secret> needed = new LinkedHashMap<>();
        needed.put(AccessKeys.OAUTH_CLIENT_ID, oauth.clientId());
        needed.put(AccessKeys.OAUTH_CLIENT_SECRET, oauth.clientSecret());
        needed.put(AccessKeys.OAUTH_REFRESH_TOKEN, oauth.refreshToken());
        return needed.entrySet().stream()
                .filter(one -> one.getValue().isEmpty())
                .map(one -> "hubspot.auth is oauth, but there is no " + one.getKey() + remedy(one.getKey()))
                .findFirst();
    }

    private static String remedy(Key<Secret> key) {
        return "; set " + key.variable() + ", or " + key.variable() + Key.FILE + " to a file that holds it.";
    }
}
