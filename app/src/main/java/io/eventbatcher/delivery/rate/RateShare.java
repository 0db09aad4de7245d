package io.eventbatcher.delivery.rate;

import io.eventbatcher.hubspot.LimitHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * This instance's part of a quota. Its floor is its part of the lanes; what others leave of theirs, it may borrow once they know
 * that it does; a 429 takes it back to the floor and below. Owned by the poll thread.
 *
 * <p>An instance that could not use more is held to little above what it uses, because others have borrowed the rest. It gets its
 * part back as soon as it says that it could.
 */
public final class RateShare {
    /** How long a 429 keeps an instance from borrowing, and about how long it takes to forget it. */
    public static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);

    /** An hour between two requests, so that a pace is never 0. */
    private static final double LEAST = 1.0 / 3_600;

    private static final double SMOOTHING_SECONDS = 2;
    private static final double HUNGRY_UP_TO_LOST = 0.1;
    private static final double ROOM_TO_GROW = 1.5;
    private static final double LEAST_PART_OF_FLOOR = 0.1;
    private static final double LEAST_OBEDIENCE = 1.0 / 8;

    private final int allLanes;
    private final RateLimit limit;
    private final EvenPacer pace;
    private final ArrivalWindow arrivals;
    private final Clock clock;

    private int lanes;
    private double most;
    private double used;
    private boolean hungry;
    private double obedience = 1;
    private Instant cutNotBefore = Instant.MIN;
    private Instant borrowNotBefore = Instant.MIN;

    /**
     * All of the quota, until {@link #lanes} are known.
     *
     * @param allLanes the lanes of all instances
     * @param pace whose rate it sets
     * @param arrivals which have the same rate
     */
    public RateShare(int allLanes, RateLimit limit, EvenPacer pace, ArrivalWindow arrivals, Clock clock) {
        this.allLanes = Math.max(1, allLanes);
        this.lanes = this.allLanes;
        this.limit = limit;
        this.pace = pace;
        this.arrivals = arrivals;
        this.clock = clock;
        this.most = limit.allowed();
        arrivals.rate(most);
    }

    /** Takes a permit if there is one; otherwise the mailbox is told when there is. */
    public boolean tryTake() {
        if (arrivals.haveRoom()) {
            return pace.tryTake();
        }
        pace.hold();
        return false;
    }

    /** A request went out with the permit that was taken. See {@link ArrivalWindow#sent}. */
    public void sent(long number) {
        arrivals.sent(number);
    }

    /** What became of that request: HubSpot has answered it, whatever it said, or there was no answer. */
    public void over(long number, boolean byAnswer) {
        if (byAnswer) {
            arrivals.answered(number);
        } else {
            arrivals.failed(number);
        }
    }

    /** So many lanes of the quota's routes are assigned to this instance. */
    public void lanes(int assigned) {
        lanes = assigned;
        rate(floor() * obedience);
    }

    public void correct(LimitHeaders said) {
        limit.correct(said);
    }

    /** HubSpot refused a request for its rate. Several at a time count as one: they were sent at the same rate. */
    public void refused() {
        Instant now = clock.instant();
        borrowNotBefore = now.plus(AFTER_REFUSAL);
        if (!now.isBefore(cutNotBefore)) {
            obedience = Math.max(LEAST_OBEDIENCE, obedience / 2);
            cutNotBefore = now.plusSeconds(1);
        }
    }

    /** Looks at what was used since it last did. */
    public void observe() {
        EvenPacer.Report report = pace.report();
        double weight = 1 - Math.exp(-report.seconds() / SMOOTHING_SECONDS);
        used += weight * (report.taken() / report.seconds() - used);
        hungry = report.wanted() && report.lost() < HUNGRY_UP_TO_LOST;
        obedience = Math.min(1, obedience + report.seconds() / AFTER_REFUSAL.toSeconds());
    }

    /**
     * Sets the pace.
     *
     * @param mine what the others know of this instance; {@link RateClaim.Part#NONE} when they know nothing
     * @param others what they claim
     */
    public void adapt(RateClaim.Part mine, Collection<RateClaim.Part> others) {
        double fitting = fitting(mine, others);
        rate(fitting <= most ? fitting : Math.max(most, Math.min(fitting, room(others))));
    }

    /** What is not taken yet. Who has borrowed may not have heard that he must step back; when he has, he says so. */
    private double room(Collection<RateClaim.Part> others) {
        return limit.allowed()
                - others.stream().mapToDouble(RateClaim.Part::taken).sum();
    }

    private void rate(double changed) {
        most = Math.max(LEAST, changed);
        pace.rate(most);
        arrivals.rate(most);
    }

    /** What the others should know. */
    public RateClaim.Part claim() {
        return new RateClaim.Part(lanes, hungry, used, most);
    }

    private double fitting(RateClaim.Part mine, Collection<RateClaim.Part> others) {
        boolean heard = mine.lanes() > 0;
        if (!heard || clock.instant().isBefore(borrowNotBefore)) {
            return floor() * obedience;
        }
        double share = MaxMinFairShare.most(limit.allowed(), allLanes, lanes, others);
        return (hungry && mine.hungry() ? share : Math.min(share, quiet(others))) * obedience;
    }

    /** Until the others know that this instance is hungry: what they leave to one that is not. */
    private double quiet(Collection<RateClaim.Part> others) {
        boolean nobodyBorrows = others.stream().noneMatch(RateClaim.Part::hungry);
        double reserved = nobodyBorrows ? floor() : LEAST_PART_OF_FLOOR * floor();
        return Math.max(reserved, ROOM_TO_GROW * used);
    }

    private double floor() {
        return limit.allowed() * lanes / allLanes;
    }
}
