package io.eventbatcher.delivery.rate;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.RateSettings;
import io.eventbatcher.hubspot.DailyQuota;
import io.eventbatcher.hubspot.LimitHeaders;
import io.eventbatcher.route.Route.Quota;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rate of all instances together under a quota: the configured limit or HubSpot's, the lower of the two, less the reserve for foreign
 * apps. Owned by the poll thread.
 */
final class RateLimit {
    /** The least reserve, in percent: requests sent evenly do not arrive evenly. */
    static final int LEAST_RESERVE = 3;

    /** The rate after the day's requests are used up: a request must find out when a new day begins. */
    static final double ONE_A_MINUTE = 1.0 / 60;

    /** The least part of the limit to send, to learn when more is left. */
    private static final double LEAST_PART = 0.05;

    /** A part of the interval longer than the poll thread is ever busy. */
    private static final int KEPT = 4;

    /** The part of the reserve for bursts; the rest is never touched. */
    private static final double PART_FOR_BURSTS = 0.5;

    private final double configured;
    private final Duration interval;
    private final double reserve;
    private final Clocks clocks;
    private final DailyRequests day;
    private @Nullable LimitHeaders headers;
    private Moment heard = Moment.LONG_AGO;

    /**
     * The configured limit, until {@link #correct}ed.
     *
     * @param requests the most requests in any interval
     */
    RateLimit(int requests, Duration interval, int reservePercent, DailyQuota daily, Clocks clocks) {
        int percent = Math.max(reservePercent, LEAST_RESERVE);
        this.configured = requests / seconds(interval);
        this.interval = interval;
        this.reserve = percent / 100.0;
        this.clocks = clocks;
        this.day = new DailyRequests(percent, daily, clocks);
    }

    static RateLimit of(HubSpotSettings settings, Quota quota, Clocks clocks) {
        RateSettings rate = settings.rate();
        DailyQuota daily = new DailyQuota(settings.answers().accountTimeZone());
        return switch (quota) {
            case EVENTS ->
                new RateLimit(rate.eventsPerSecond(), Duration.ofSeconds(1), rate.reservePercent(), daily, clocks);
            case ACCOUNT ->
                new RateLimit(
                        rate.accountPerTenSeconds(), Duration.ofSeconds(10), rate.reservePercent(), daily, clocks);
        };
    }

    /** The longest time that a permit waits to be taken. */
    Duration kept() {
        return interval.dividedBy(KEPT);
    }

    /** The most requests to arrive in an interval, as a multiple of the allowed mean: requests held up arrive in bursts. */
    double burst() {
        return (1 - reserve * PART_FOR_BURSTS) / (1 - reserve);
    }

    Duration interval() {
        return interval;
    }

    /** An answer carried limits. */
    void correct(LimitHeaders said) {
        headers = said;
        heard = clocks.moment();
        day.heard(said);
    }

    DailyRequests day() {
        return day;
    }

    /** Requests a second; more than 0. */
    double allowed() {
        LimitHeaders said = headers;
        if (said == null) {
            return configured * (1 - reserve);
        }
        if (day.usedUp()) {
            return ONE_A_MINUTE;
        }
        double limit = Math.min(configured, said.max() / seconds(said.interval()));
        return limit * (1 - reserve) * partLeft(said);
    }

    /** Foreign apps may use more than the reserve: with half the reserve gone, delivery slows down before HubSpot refuses. */
    private double partLeft(LimitHeaders said) {
        if (clocks.moment().isAfter(heard.plus(said.interval()))) {
            return 1;
        }
        double half = said.max() * reserve / 2;
        return Math.min(1, Math.max(LEAST_PART, said.remaining() / half));
    }

    private static double seconds(Duration interval) {
        return interval.toMillis() / 1_000.0;
    }
}
