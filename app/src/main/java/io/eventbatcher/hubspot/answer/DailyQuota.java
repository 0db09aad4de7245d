package io.eventbatcher.hubspot.answer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The renewal of the account's daily quota: at midnight of the account's time zone. */
final class DailyQuota {
    /** A quota used up within 15 minutes of midnight is taken for yesterday's, because HubSpot's clock may be behind. */
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
