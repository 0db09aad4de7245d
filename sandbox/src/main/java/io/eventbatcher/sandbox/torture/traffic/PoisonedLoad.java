package io.eventbatcher.sandbox.torture.traffic;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.faults.Culprit;
import io.eventbatcher.sandbox.torture.faults.Poison;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A load with poison events, the same for the same seed. Trickles on beyond its length until {@link #end()}, because HubSpot's failure on
 * an event shows only while HubSpot takes other events of the route.
 */
final class PoisonedLoad implements Iterable<PlannedRecord> {
    private static final double SECONDS_FOR_EACH = 60;

    /** The share of the load with poison; the rest leaves poison events time to expire. */
    private static final double POISONED = 0.4;

    private final Iterable<PlannedRecord> endless;
    private final Poison poison;
    private final Runnable pause;
    private final long seed;
    private final long least;
    private final long dosesPerRoute;
    /** Asked for by faults; the next good behavioral event is the next of these. */
    private final Queue<Culprit> asked = new ConcurrentLinkedQueue<>();

    private volatile boolean ended;

    /**
     * A load of the set length or more.
     *
     * @param endless more than enough records
     * @param traffic each route gets a poison event for each minute of the length, and one at least
     * @param pause before each record beyond the length, for a smaller backlog
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

    /** Ends the trickle beyond the length. */
    void end() {
        ended = true;
    }

    /** Makes the next good behavioral event one that HubSpot never takes. */
    void ask(Culprit kind) {
        asked.add(kind);
    }

    @Override
    public Iterator<PlannedRecord> iterator() {
        return new Records();
    }

    private final class Records implements Iterator<PlannedRecord> {
        private final Iterator<PlannedRecord> good = endless.iterator();
        /** Numbers of records; the next good record of the route from there on is poison. */
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
            while (mayPrecedePoison(next)) {
                next = good.next();
            }
            return dosed(next, number++);
        }

        /** A copy on another partition may come first, and nobody could then tell which of the two must be the dead letter. */
        private boolean mayPrecedePoison(PlannedRecord planned) {
            return planned.fate() == Fate.DUPLICATE
                    && !planned.route().ordered()
                    && poisonous.contains(EventKey.of(planned));
        }

        private PlannedRecord dosed(PlannedRecord planned, long current) {
            Deque<Long> due = doses.getOrDefault(planned.route(), new ArrayDeque<>());
            if (planned.fate() != Fate.DELIVERED) {
                return planned;
            }
            if (!due.isEmpty() && due.getFirst() <= current) {
                due.removeFirst();
                return dosed(planned, Culprit.POISON);
            }
            // marketing events are left out: a culprit among changes of one event would need an order of its own
            Culprit kind = planned.route().ordered() ? null : asked.poll();
            return kind == null ? planned : dosed(planned, kind);
        }

        private PlannedRecord dosed(PlannedRecord planned, Culprit kind) {
            poisonous.add(EventKey.of(planned));
            poison.add(EventKey.of(planned), kind);
            return planned.with(kind.fate());
        }
    }
}
