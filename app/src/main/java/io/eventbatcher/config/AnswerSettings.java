package io.eventbatcher.config;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What HubSpot's answers mean where its documentation leaves that open.
 *
 * @param alreadyAcceptedPattern a regular expression; how a 400 says that HubSpot has an event's uuid already
 * @param accountTimeZone the account's, at whose midnight its daily quota is renewed; default UTC
 * @param expireAfter how long an event may draw 5xx alone while others of its route are accepted; 1s to 7d, default 10m
 */
public record AnswerSettings(String alreadyAcceptedPattern, ZoneId accountTimeZone, Duration expireAfter) {
    /** As unless configured otherwise. */
    public static AnswerSettings defaults() {
        return SettingsMaker.answers(Values.DEFAULTS);
    }
}
