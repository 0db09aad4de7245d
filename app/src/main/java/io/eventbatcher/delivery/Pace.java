package io.eventbatcher.delivery;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The budget of a quota, spent evenly: one permit an interval. A limiter with all permits of a period at its start would let
 * twice the limit through in a rolling one.
 *
 * <p>Never blocks: permits are reserved ahead, and their arrival is posted to the mailbox. Those of {@link #AHEAD} may be
 * reserved or arrived at a time, so that a poll thread that was busy for a moment loses none, and no burst is larger. Owned by
 * the poll thread.
 */
final class Pace {
    /** About as long as the poll thread is busy with settling. */
    static final Duration AHEAD = Duration.ofMillis(25);

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final RateLimiter limiter;
    private final Timers timers;
    private final Mailbox mailbox;
    private final int mostAhead;
    private int reserved;
    private int arrived;

    Pace(String name, Duration interval, Supplier<Long> nanoTime, Timers timers, Mailbox mailbox) {
        RateLimiterConfig onePerInterval = RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(interval)
                .timeoutDuration(LONGEST_WAIT)
                .build();
        this.limiter = RateLimiter.of(name, onePerInterval, nanoTime);
        this.mostAhead = (int) Math.max(1, AHEAD.toNanos() / interval.toNanos());
        this.timers = timers;
        this.mailbox = mailbox;
    }

    /** Takes a permit if there is one; otherwise the mailbox is told when there is. */
    boolean tryTake() {
        if (arrived > 0) {
            arrived--;
            return true;
        }
        if (reserved == mostAhead) {
            return false;
        }
        long nanos = limiter.reservePermission();
        if (nanos == 0) {
            return true;
        }
        reserved++;
        timers.after(Duration.ofNanos(nanos), () -> mailbox.post(this::arrive));
        return false;
    }

    private void arrive() {
        reserved--;
        arrived++;
    }
}
