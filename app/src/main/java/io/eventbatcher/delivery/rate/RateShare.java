package io.eventbatcher.delivery.rate;

import io.eventbatcher.hubspot.LimitHeaders;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Decides this instance's share of a quota. Owned by the poll thread. The floor is the part of the lanes. An instance may borrow the rate that the
 * rest leave unused, once the rest know.
 *
 * <p>An instance without need for more is held to little above the rate in use, because the rest have borrowed the difference; claiming
 * hunger brings the whole share back.
 *
 * <p>Obedience to 429s is AIMD (additive increase, multiplicative decrease, as in TCP's congestion control): each 429 halves a factor on
 * the share, at most once a second, and the factor grows back linearly within {@link #AFTER_REFUSAL}.
 */
public final class RateShare {
    /** The time without borrowing after a 429, and for the AIMD factor to grow from 0 to 1. */
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);

    /** One request an hour, because a pace is never 0. */
    private static final double LEAST = 1.0 / 3_600;

    private static final double SMOOTHING_SECONDS = 2;
    private static final double HUNGRY_UP_TO_LOST = 0.1;
    private static final double ROOM_TO_GROW = 1.5;
    private static final double LEAST_PART_OF_FLOOR = 0.1;
    private static final double LEAST_AIMD_FACTOR = 1.0 / 8;

    private final int allLanes;
    private final RateLimit limit;
    private final EvenPacer pacer;
    private final ArrivalWindow arrivals;
    private final Clocks clocks;

    private int lanes;
    private double granted;
    private double used;
    private boolean hungry;
    private double aimdFactor = 1;
    private Moment cutNotBefore = Moment.LONG_AGO;
    private Moment borrowNotBefore = Moment.LONG_AGO;

    private volatile Rates rates;

    /**
     * Rates in requests a second.
     *
     * @param allowed of all instances together
     * @param granted of this instance
     * @param used by this instance, smoothed over some seconds
     * @param daily requests that HubSpot allows in a day, of all apps; NaN until HubSpot has told
     * @param dailyLeft requests left of the day at HubSpot's last answer; NaN until HubSpot has told
     */
    public record Rates(double allowed, double granted, double used, double daily, double dailyLeft) {}

    /**
     * A share of the whole quota, until {@link #lanes} are known.
     *
     * @param allLanes the lanes of all instances
     */
    RateShare(int allLanes, RateLimit limit, EvenPacer pacer, ArrivalWindow arrivals, Clocks clocks) {
        this.allLanes = Math.max(1, allLanes);
        this.lanes = this.allLanes;
        this.limit = limit;
        this.pacer = pacer;
        this.arrivals = arrivals;
        this.clocks = clocks;
        this.granted = limit.allowed();
        this.rates = rates(granted);
        arrivals.rate(granted);
    }

    /** Takes a permit if there is one; otherwise the mailbox hears of the next. */
    public boolean tryTake() {
        if (arrivals.haveRoom()) {
            return pacer.tryTake();
        }
        pacer.hold();
        return false;
    }

    /** A request went out with the permit. See {@link ArrivalWindow#sent}. */
    public void sent(long number) {
        arrivals.sent(number);
    }

    /** @param byAnswer true if HubSpot has answered the request, in whatever way */
    public void over(long number, boolean byAnswer) {
        if (byAnswer) {
            arrivals.answered(number);
        } else {
            arrivals.failed(number);
        }
    }

    /** @param assigned the lanes of the quota's routes assigned to this instance */
    public void lanes(int assigned) {
        lanes = assigned;
        grant(floor() * aimdFactor);
    }

    void correct(LimitHeaders said) {
        limit.correct(said);
    }

    /** The day whose requests are used up, if any. */
    public Optional<UsedUpDay> usedUpDay() {
        return limit.day().usedUpDay();
    }

    /** An operator says that the day has more requests; the next answer tells. */
    public void resume() {
        limit.day().forget();
    }

    /** HubSpot answered 429. Several at a time count once: the requests were sent at the same rate. */
    public void refused() {
        Moment now = clocks.moment();
        borrowNotBefore = now.plus(AFTER_REFUSAL);
        if (!now.isBefore(cutNotBefore)) {
            aimdFactor = Math.max(LEAST_AIMD_FACTOR, aimdFactor / 2);
            cutNotBefore = now.plus(Duration.ofSeconds(1));
        }
    }

    /** Measures the rate in use since the last call. */
    void observe() {
        EvenPacer.Report report = pacer.report();
        double weight = 1 - Math.exp(-report.seconds() / SMOOTHING_SECONDS);
        used += weight * (report.taken() / report.seconds() - used);
        hungry = report.wanted() && report.lost() < HUNGRY_UP_TO_LOST;
        aimdFactor = Math.min(1, aimdFactor + report.seconds() / AFTER_REFUSAL.toSeconds());
    }

    /**
     * Sets the pace.
     *
     * @param mine this instance's claim as the rest know it; {@link RateClaim.Part#NONE} when they know nothing
     * @param others the claims of the rest
     */
    void adapt(RateClaim.Part mine, Collection<RateClaim.Part> others) {
        double fitting = fitting(mine, others);
        grant(Math.min(fitting, granted + Math.max(0, free(others)) * lanes / allLanes));
    }

    /**
     * The rate that nobody has taken. Instances see the same free rate at the same time, so each takes the part of its lanes. A borrower
     * gives back as soon as the borrower hears of the demand, and claims less then.
     */
    private double free(Collection<RateClaim.Part> others) {
        return limit.allowed()
                - granted
                - others.stream().mapToDouble(RateClaim.Part::taken).sum();
    }

    private void grant(double rate) {
        granted = Math.max(LEAST, rate);
        pacer.rate(granted);
        arrivals.rate(granted);
        rates = rates(limit.allowed());
    }

    private Rates rates(double allowed) {
        return new Rates(allowed, granted, used, limit.day().most(), limit.day().left());
    }

    /** Any thread: the rates a moment ago. */
    public Rates rates() {
        return rates;
    }

    RateClaim.Part claim() {
        return new RateClaim.Part(lanes, hungry, used, granted);
    }

    private double fitting(RateClaim.Part mine, Collection<RateClaim.Part> others) {
        boolean heard = mine.lanes() > 0;
        if (!heard || clocks.moment().isBefore(borrowNotBefore)) {
            return floor() * aimdFactor;
        }
        double share = MaxMinFairShare.of(limit.allowed(), allLanes, lanes, others);
        return (hungry && mine.hungry() ? share : Math.min(share, quiet(others))) * aimdFactor;
    }

    /** The rate of an instance that is not known to be hungry; the rest keep their parts, so it gains nothing beyond its own. */
    private double quiet(Collection<RateClaim.Part> others) {
        boolean nobodyBorrows = others.stream().noneMatch(RateClaim.Part::hungry);
        double reserved = nobodyBorrows ? floor() : LEAST_PART_OF_FLOOR * floor();
        return Math.max(reserved, Math.min(Math.max(floor(), granted), ROOM_TO_GROW * used));
    }

    private double floor() {
        return limit.allowed() * lanes / allLanes;
    }
}
