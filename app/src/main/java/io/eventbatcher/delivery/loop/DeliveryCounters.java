package io.eventbatcher.delivery.loop;

import io.eventbatcher.delivery.DeliverySnapshot;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.lane.SettledItems;
import io.eventbatcher.delivery.lane.Settlement;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counters since the start of this instance, per route; for display. The books are in the ledger. */
public final class DeliveryCounters {
    private final Map<Route, Counters> counters = new EnumMap<>(Route.class);

    private static final class Counters {
        private final LongAdder inFlight = new LongAdder();
        private final LongAdder requests = new LongAdder();
        private final LongAdder retries = new LongAdder();
        private final LongAdder batches = new LongAdder();
        private final LongAdder delivered = new LongAdder();
        private final LongAdder dead = new LongAdder();
    }

    public DeliveryCounters() {
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
    }

    public void settled(Settlement settlement) {
        Counters ofRoute = of(settlement.lane().route());
        ofRoute.batches.add(settlement.batches().size());
        for (SettledItems portion : settlement.portions()) {
            Tally tally = portion.tally();
            ofRoute.delivered.add(tally.out());
            ofRoute.dead.add(tally.dead());
        }
    }

    /** Any thread. */
    public DeliverySnapshot snapshot(RouteGates gates) {
        Map<Route, DeliverySnapshot.OfRoute> routes = new EnumMap<>(Route.class);
        counters.forEach((route, ofRoute) -> routes.put(
                route,
                new DeliverySnapshot.OfRoute(
                        ofRoute.inFlight.sum(),
                        ofRoute.requests.sum(),
                        ofRoute.retries.sum(),
                        ofRoute.batches.sum(),
                        ofRoute.delivered.sum(),
                        ofRoute.dead.sum(),
                        gates.of(route).state(),
                        gates.of(route).standing())));
        return new DeliverySnapshot(routes);
    }

    private Counters of(Route route) {
        Counters ofRoute = counters.get(route);
        if (ofRoute == null) {
            throw new IllegalStateException("no counters of route " + route);
        }
        return ofRoute;
    }
}
