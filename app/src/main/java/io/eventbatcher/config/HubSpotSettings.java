package io.eventbatcher.config;

import java.net.URI;
import java.time.Duration;

/**
 * How HubSpot is reached.
 *
 * @param baseUrl default https://api.hubapi.com
 * @param token the private-app token or service key; from the environment or a file, never from the configuration file itself
 * @param auth how the token is sent; default bearer
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
        Duration connectTimeout,
        Duration eventsTimeout,
        Duration marketingTimeout,
        RateSettings rate,
        AnswerSettings answers,
        HaltSettings halt) {

    /** How the token is sent. */
    public enum Auth {
        /** The header {@code Authorization: Bearer}. */
        BEARER,
        /** The query parameter {@code hapikey}, which HubSpot has not accepted since November 2022; v3 only. */
        HAPIKEY,
        /** The header {@code private-app-legacy}, named in the v3 document; v3 only. */
        PRIVATE_APP_LEGACY
    }
}
