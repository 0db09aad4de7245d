package io.eventbatcher.delivery.rate;

import io.eventbatcher.config.RateSettings;
import io.eventbatcher.hubspot.LimitHeaders;
import io.eventbatcher.route.Route.Quota;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What all instances together may send under a quota: the configured limit or HubSpot's own, whichever is lower, less the reserve
 * for other apps. Owned by the poll thread.
 */
final class RateLimit {
    /** Left in any case, in percent: requests that were sent evenly do not arrive evenly. */
    static final int LEAST_RESERVE = 3;

    /** What remains when the day's requests are used up: somebody has to find out that a new day has begun. */
    static final double ONE_A_MINUTE = 1.0 / 60;

    /** However little is left, so much is sent to learn of more. */
    private static final double LEAST_PART = 0.05;

    /** Of the interval: longer than the poll thread is ever busy. */
    private static final int KEPT = 4;

    /** Of the reserve: the other half is never touched. */
    private static final double PART_FOR_BURSTS = 0.5;

    private final double configured;
    private final Duration interval;
    private final double reserve;
    private final Clock clock;
    private @Nullable LimitHeaders headers;
    private Instant heard = Instant.MIN;

    /**
     * As configured, until {@link #correct}ed.
     *
     * @param requests that any interval may have
     */
    RateLimit(int requests, Duration interval, int reservePercent, Clock clock) {
        this.configured = requests / seconds(interval);
        this.interval = interval;
        this.reserve = Math.max(reservePercent, LEAST_RESERVE) / 100.0;
        this.clock = clock;
    }

    static RateLimit of(RateSettings rate, Quota quota, Clock clock) {
        return switch (quota) {
            case EVENTS -> new RateLimit(rate.eventsPerSecond(), Duration.ofSeconds(1), rate.reservePercent(), clock);
            case ACCOUNT ->
                new RateLimit(rate.accountPerTenSeconds(), Duration.ofSeconds(10), rate.reservePercent(), clock);
        };
    }

    /** How long a permit may wait to be taken. */
    Duration kept() {
        return interval.dividedBy(KEPT);
    }

    /** What may arrive at HubSpot within an interval, as a part of what is allowed in the mean: what is held up comes in bursts. */
    double burst() {
        return (1 - reserve * PART_FOR_BURSTS) / (1 - reserve);
    }

    Duration interval() {
        return interval;
    }

    /** What an answer said. */
    void correct(LimitHeaders said) {
        headers = said;
        heard = clock.instant();
    }

    /** Requests a second; more than 0. */
    double allowed() {
        LimitHeaders said = headers;
        if (said == null) {
            return configured * (1 - reserve);
        }
        if (dayUsedUp(said)) {
            return ONE_A_MINUTE;
        }
        double limit = Math.min(configured, said.max() / seconds(said.interval()));
        return limit * (1 - reserve) * partLeft(said);
    }

    /** Of a day as of any interval, the reserve is not ours. */
    private boolean dayUsedUp(LimitHeaders said) {
        return said.daily().isPresent()
                && said.dailyRemaining().isPresent()
                && said.dailyRemaining().getAsInt() <= said.daily().getAsInt() * reserve;
    }

    /** Others may use more than their reserve: when half of it is gone, we slow down before HubSpot refuses. */
    private double partLeft(LimitHeaders said) {
        if (clock.instant().isAfter(heard.plus(said.interval()))) {
            return 1;
        }
        double half = said.max() * reserve / 2;
        return Math.min(1, Math.max(LEAST_PART, said.remaining() / half));
    }

    private static double seconds(Duration interval) {
        return interval.toMillis() / 1_000.0;
    }
}
