package io.eventbatcher.delivery;

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
final class Budget {
    /** How long a 429 keeps an instance from borrowing, and about how long it takes to forget it. */
    static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);

    /** An hour between two requests, so that a pace is never 0. */
    private static final double LEAST = 1.0 / 3_600;

    private static final double SMOOTHING_SECONDS = 2;
    private static final double HUNGRY_UP_TO_LOST = 0.1;
    private static final double ROOM_TO_GROW = 1.5;
    private static final double LEAST_PART_OF_FLOOR = 0.1;
    private static final double LEAST_OBEDIENCE = 1.0 / 8;

    private final int allLanes;
    private final Limit limit;
    private final Pace pace;
    private final Clock clock;

    private int lanes;
    private double used;
    private boolean hungry;
    private double obedience = 1;
    private Instant cutNotBefore = Instant.MIN;
    private Instant borrowNotBefore = Instant.MIN;

    /**
     * All of the quota, until {@link #lanes} are known.
     *
     * @param allLanes the lanes of all instances
     * @param pace what sets the rate of
     */
    Budget(int allLanes, Limit limit, Pace pace, Clock clock) {
        this.allLanes = Math.max(1, allLanes);
        this.lanes = this.allLanes;
        this.limit = limit;
        this.pace = pace;
        this.clock = clock;
    }

    /** Takes a permit if there is one; otherwise the mailbox is told when there is. */
    boolean tryTake() {
        return pace.tryTake();
    }

    /** So many lanes of the quota's routes are assigned to this instance. */
    void lanes(int assigned) {
        lanes = assigned;
        pace.rate(Math.max(LEAST, floor() * obedience));
    }

    void correct(LimitHeaders said) {
        limit.correct(said);
    }

    /** HubSpot refused a request for its rate. Several at a time count as one: they were sent at the same rate. */
    void refused() {
        Instant now = clock.instant();
        borrowNotBefore = now.plus(AFTER_REFUSAL);
        if (!now.isBefore(cutNotBefore)) {
            obedience = Math.max(LEAST_OBEDIENCE, obedience / 2);
            cutNotBefore = now.plusSeconds(1);
        }
    }

    /** Looks at what was used since it last did. */
    void observe() {
        Pace.Report report = pace.report();
        double weight = 1 - Math.exp(-report.seconds() / SMOOTHING_SECONDS);
        used += weight * (report.taken() / report.seconds() - used);
        hungry = report.wanted() && report.lost() < HUNGRY_UP_TO_LOST;
        obedience = Math.min(1, obedience + report.seconds() / AFTER_REFUSAL.toSeconds());
    }

    /**
     * Sets the pace.
     *
     * @param mine what the others know of this instance; {@link Claim.Part#NONE} when they know nothing
     * @param others what they claim
     */
    void adapt(Claim.Part mine, Collection<Claim.Part> others) {
        pace.rate(Math.max(LEAST, rate(mine, others)));
    }

    /** What the others should know. */
    Claim.Part claim() {
        return new Claim.Part(lanes, hungry, used);
    }

    private double rate(Claim.Part mine, Collection<Claim.Part> others) {
        boolean heard = mine.lanes() > 0;
        if (!heard || clock.instant().isBefore(borrowNotBefore)) {
            return floor() * obedience;
        }
        double most = Shares.most(limit.allowed(), allLanes, lanes, others);
        return (hungry && mine.hungry() ? most : Math.min(most, quiet(others))) * obedience;
    }

    /** Until the others know that this instance is hungry: what they leave to one that is not. */
    private double quiet(Collection<Claim.Part> others) {
        boolean nobodyBorrows = others.stream().noneMatch(Claim.Part::hungry);
        double reserved = nobodyBorrows ? floor() : LEAST_PART_OF_FLOOR * floor();
        return Math.max(reserved, ROOM_TO_GROW * used);
    }

    private double floor() {
        return limit.allowed() * lanes / allLanes;
    }
}
