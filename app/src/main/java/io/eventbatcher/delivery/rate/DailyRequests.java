package io.eventbatcher.delivery.rate;

import io.eventbatcher.hubspot.DailyQuota;
import io.eventbatcher.hubspot.LimitHeaders;
import io.eventbatcher.time.Clocks;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The account's requests of the day, as HubSpot's answers tell. Owned by the poll thread. */
final class DailyRequests {
    private static final Logger LOG = LoggerFactory.getLogger(DailyRequests.class);

    private final int reservePercent;
    private final DailyQuota quota;
    private final Clocks clocks;
    private OptionalInt most = OptionalInt.empty();
    private OptionalInt left = OptionalInt.empty();
    private @Nullable UsedUpDay usedUp;

    DailyRequests(int reservePercent, DailyQuota quota, Clocks clocks) {
        this.reservePercent = reservePercent;
        this.quota = quota;
        this.clocks = clocks;
    }

    /** An answer carried limits. The reserve of a day is for foreign apps, as of any interval. */
    void heard(LimitHeaders said) {
        most = said.daily();
        left = said.dailyRemaining();
        UsedUpDay before = usedUp;
        if (most.isPresent() && left.isPresent() && left.getAsInt() * 100L <= (long) most.getAsInt() * reservePercent) {
            Instant now = clocks.instant();
            Instant since = before == null ? now : before.since();
            UsedUpDay day = new UsedUpDay(most.getAsInt(), reservePercent, since, quota.midnightAfter(now));
            usedUp = day;
            if (before == null) {
                LOG.atWarn().addKeyValue("until", day.until()).log(day.reason());
            }
        } else if (before != null) {
            usedUp = null;
            LOG.atInfo().addKeyValue("left", left).log("The account has requests of the day again.");
        }
    }

    /** True until an answer tells of more, also after midnight: the account's zone may be another than configured. */
    boolean usedUp() {
        return usedUp != null;
    }

    /** The day that is used up; empty after its midnight, when nobody knows. */
    Optional<UsedUpDay> usedUpDay() {
        return Optional.ofNullable(usedUp).filter(day -> clocks.instant().isBefore(day.until()));
    }

    /** Lets requests go until the next answer tells what is left. */
    void forget() {
        usedUp = null;
    }

    /** Requests that HubSpot allows in a day; NaN until HubSpot has told. */
    double most() {
        return number(most);
    }

    /** Requests left of the day at the last answer; NaN until HubSpot has told. */
    double left() {
        return number(left);
    }

    private static double number(OptionalInt told) {
        return told.isPresent() ? told.getAsInt() : Double.NaN;
    }
}
