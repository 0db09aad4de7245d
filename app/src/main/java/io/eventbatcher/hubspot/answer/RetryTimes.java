package io.eventbatcher.hubspot.answer;

import io.eventbatcher.hubspot.DailyQuota;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;

/** The earliest time of a request's repetition: from {@code Retry-After}, or from HubSpot's documentation. */
final class RetryTimes {
    /** HubSpot documents, for a 423, an object locked for 2 s. */
    static final Duration LOCKED = Duration.ofSeconds(2);

    /** The wait for an account on the move within HubSpot, when the answer names no time. */
    static final Duration MOVING = Duration.ofMinutes(5);

    /**
     * The longest delay of a single request. Any answer but a park speaks of a single request or moment. A lane at a standstill for
     * a day would look open to operators, and another try costs one request.
     */
    static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final DailyQuota dailyQuota;

    RetryTimes(InstantSource clock, ZoneId accountTimeZone) {
        this.clock = clock;
        this.dailyQuota = new DailyQuota(accountTimeZone);
    }

    /** The delay asked for by the answer, at most {@link #LONGEST_DELAY}. */
    Duration delay(Answer answer) {
        Duration asked = RetryAfter.parse(answer.retryAfter(), clock.instant());
        return asked.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : asked;
    }

    Duration delayWhileLocked(Answer answer) {
        Duration asked = delay(answer);
        return asked.compareTo(LOCKED) > 0 ? asked : LOCKED;
    }

    Instant renewalOfQuota(Answer answer) {
        Instant now = clock.instant();
        return until(answer, now, dailyQuota.renewedAfter(now));
    }

    Instant endOfMigration(Answer answer) {
        Instant now = clock.instant();
        return until(answer, now, now.plus(MOVING));
    }

    private static Instant until(Answer answer, Instant now, Instant otherwise) {
        Duration asked = RetryAfter.parse(answer.retryAfter(), now);
        return asked.isZero() ? otherwise : now.plus(asked);
    }
}
