package io.eventbatcher.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The renewal of the account's daily quota: at midnight of the account's time zone. */
public final class DailyQuota {
    /** A quota used up within 15 minutes of midnight is taken for yesterday's, because HubSpot's clock may be behind. */
    public static final Duration DOUBT = Duration.ofMinutes(15);

    public static final Duration IN_DOUBT = Duration.ofMinutes(2);

    private final ZoneId zone;

    public DailyQuota(ZoneId zone) {
        this.zone = zone;
    }

    /** The time from which on a request may go again, when HubSpot refuses one at this moment. */
    public Instant renewedAfter(Instant now) {
        Instant before = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        return now.isBefore(before.plus(DOUBT)) ? now.plus(IN_DOUBT) : midnightAfter(now);
    }

    /** The end of the account's day. */
    public Instant midnightAfter(Instant now) {
        return now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }
}
