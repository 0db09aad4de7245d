package io.eventbatcher.delivery.loop;

import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counters of each route since the start of this instance, for display; the accounts are in the ledger. Any thread may read. */
public final class DeliveryCounters {
    private final Map<Route, Counters> counters = new EnumMap<>(Route.class);
    private final DeliveryObserver observer;

    private static final class Counters {
        private final LongAdder inFlight = new LongAdder();
        private final LongAdder requests = new LongAdder();
        private final LongAdder retries = new LongAdder();
        private final LongAdder batches = new LongAdder();
        private final LongAdder delivered = new LongAdder();
        private final LongAdder dead = new LongAdder();
    }

    /**
     * The counts of one route.
     *
     * @param inFlight requests in flight now
     * @param requests requests sent
     * @param retries requests whose answer asked for a retry
     * @param batches batches settled
     * @param delivered events delivered, of settled items
     * @param dead events dead-lettered, of settled items
     */
    public record Counts(long inFlight, long requests, long retries, long batches, long delivered, long dead) {}

    public DeliveryCounters() {
        this(DeliveryObserver.NONE);
    }

    /** @param observer hears of each answer and dead letter, too */
    public DeliveryCounters(DeliveryObserver observer) {
        this.observer = observer;
        for (Route route : Route.values()) {
            counters.put(route, new Counters());
        }
    }

    public void sent(Route route) {
        of(route).inFlight.increment();
        of(route).requests.increment();
    }

    public void answered(Route route, Outcome outcome) {
        of(route).inFlight.decrement();
        if (outcome instanceof Outcome.Retry) {
            of(route).retries.increment();
        }
        observer.answered(route, outcome);
    }

    public void settledBatches(Route route, int batches) {
        of(route).batches.add(batches);
    }

    public void settledEvents(Route route, long delivered, long dead) {
        of(route).delivered.add(delivered);
        of(route).dead.add(dead);
    }

    /** @param reason the label of the reason */
    public void died(Route route, String reason) {
        observer.died(route, reason);
    }

    public Counts counts(Route route) {
        Counters ofRoute = of(route);
        return new Counts(
                ofRoute.inFlight.sum(),
                ofRoute.requests.sum(),
                ofRoute.retries.sum(),
                ofRoute.batches.sum(),
                ofRoute.delivered.sum(),
                ofRoute.dead.sum());
    }

    private Counters of(Route route) {
        Counters ofRoute = counters.get(route);
        if (ofRoute == null) {
            throw new IllegalStateException("no counters of route " + route);
        }
        return ofRoute;
    }
}
