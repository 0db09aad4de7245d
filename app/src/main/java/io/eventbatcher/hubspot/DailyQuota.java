package io.eventbatcher.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When the account's daily quota is there again: at midnight of the account's time zone. */
final class DailyQuota {
    /** A quota that is used up so soon after midnight is rather yesterday's: HubSpot's clock, or its books, are behind. */
    static final Duration DOUBT = Duration.ofMinutes(15);

    static final Duration IN_DOUBT = Duration.ofMinutes(2);

    private final ZoneId zone;

    DailyQuota(ZoneId zone) {
        this.zone = zone;
    }

    Instant renewedAfter(Instant now) {
        ZonedDateTime midnight = now.atZone(zone).toLocalDate().atStartOfDay(zone);
        return now.isBefore(midnight.toInstant().plus(DOUBT))
                ? now.plus(IN_DOUBT)
                : midnight.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }
}
