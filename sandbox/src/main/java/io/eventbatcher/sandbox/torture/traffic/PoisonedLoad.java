package io.eventbatcher.sandbox.torture.traffic;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.faults.Poison;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A load in which some good events are poison, the same ones for the same seed. It trickles on beyond its length until it is told to
 * end: that HubSpot fails on an event shows only while it takes others of the route.
 */
final class PoisonedLoad implements Iterable<PlannedRecord> {
    private static final double SECONDS_FOR_EACH = 60;

    /** The share of the load in which poison is; the rest leaves it time to expire. */
    private static final double POISONED = 0.4;

    private final Iterable<PlannedRecord> endless;
    private final Poison poison;
    private final Runnable pause;
    private final long seed;
    private final long least;
    private final long dosesPerRoute;
    private volatile boolean ended;

    /**
     * A load of the length that is set, at least.
     *
     * @param endless more than enough records
     * @param traffic for each minute of its length each route gets an event that is poison, and one in any case
     * @param pause before each record beyond that length, so that what waits becomes less
     */
    PoisonedLoad(Iterable<PlannedRecord> endless, TrafficSettings traffic, Poison poison, Runnable pause) {
        double seconds = traffic.length().toMillis() / 1000.0;
        this.endless = endless;
        this.poison = poison;
        this.pause = pause;
        this.seed = traffic.seed();
        this.least = (long) (traffic.rate() * seconds);
        this.dosesPerRoute = Math.max(1, Math.round(seconds / SECONDS_FOR_EACH));
    }

    /** Nothing more beyond its length. */
    void end() {
        ended = true;
    }

    @Override
    public Iterator<PlannedRecord> iterator() {
        return new Records();
    }

    private final class Records implements Iterator<PlannedRecord> {
        private final Iterator<PlannedRecord> good = endless.iterator();
        /** The numbers of the records from which on the next good one of a route is poison. */
        private final Map<Route, Deque<Long>> doses = new EnumMap<>(Route.class);

        private final Set<EventKey> poisonous = new HashSet<>();
        private long number;

        Records() {
            SplittableRandom random = new SplittableRandom(~seed);
            for (Route route : Route.values()) {
                Deque<Long> of = new ArrayDeque<>();
                for (int i = 0; i < dosesPerRoute; i++) {
                    of.addLast((long) (least * POISONED * (i + random.nextDouble()) / dosesPerRoute));
                }
                doses.put(route, of);
            }
        }

        @Override
        public boolean hasNext() {
            return number < least || !ended;
        }

        @Override
        public PlannedRecord next() {
            if (number >= least) {
                pause.run();
            }
            PlannedRecord next = good.next();
            while (mayDieInItsPlace(next)) {
                next = good.next();
            }
            return dosed(next, number++);
        }

        /** A copy on another partition may come first, and then nobody could tell which of the two must be the dead letter. */
        private boolean mayDieInItsPlace(PlannedRecord planned) {
            return planned.fate() == Fate.DUPLICATE
                    && !planned.route().ordered()
                    && poisonous.contains(EventKey.of(planned));
        }

        private PlannedRecord dosed(PlannedRecord planned, long current) {
            Deque<Long> due = doses.getOrDefault(planned.route(), new ArrayDeque<>());
            if (planned.fate() != Fate.DELIVERED || due.isEmpty() || due.getFirst() > current) {
                return planned;
            }
            due.removeFirst();
            PlannedRecord dose = planned.poisonous();
            poisonous.add(EventKey.of(dose));
            poison.add(EventKey.of(dose));
            return dose;
        }
    }
}
