package io.eventbatcher.delivery.rate;

import java.time.Instant;

/**
 * A day whose requests are used up to the reserve, by HubSpot's last answer.
 *
 * @param requests of the day, of all apps
 * @param reservePercent the part of the requests that is left to other apps
 * @param since the first answer that said so
 * @param until the account's midnight
 */
public record UsedUpDay(int requests, int reservePercent, Instant since, Instant until) {

    /** Sentences for people, the same at all times of the day and in all instances. */
    public String reason() {
        return "Of the account's %,d requests of the day only the reserve of %d %% is left, which is for other apps. One request a minute goes, to learn when there are more; the events wait."
                .formatted(requests, reservePercent);
    }
}
