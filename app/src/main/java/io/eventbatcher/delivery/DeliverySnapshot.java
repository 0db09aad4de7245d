package io.eventbatcher.delivery;

import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.delivery.rate.QuotaShares;
import io.eventbatcher.delivery.rate.RateShare;
import io.eventbatcher.route.Route;
import io.eventbatcher.route.Route.Quota;
import java.util.EnumMap;
import java.util.Map;

/**
 * How delivery gets on, since the start of this instance.
 *
 * @param routes every route
 * @param rates this instance's share of each quota
 */
public record DeliverySnapshot(Map<Route, OfRoute> routes, Map<Quota, RateShare.Rates> rates) {
    public DeliverySnapshot {
        routes = Map.copyOf(routes);
        rates = Map.copyOf(rates);
    }

    static DeliverySnapshot of(DeliveryCounters counters, RouteGates gates, QuotaShares shares) {
        Map<Route, OfRoute> routes = new EnumMap<>(Route.class);
        for (Route route : Route.values()) {
            DeliveryCounters.Counts counts = counters.counts(route);
            routes.put(
                    route,
                    new OfRoute(
                            counts.inFlight(),
                            counts.requests(),
                            counts.retries(),
                            counts.batches(),
                            counts.delivered(),
                            counts.dead(),
                            gates.of(route).breakerState(),
                            gates.of(route).status()));
        }
        Map<Quota, RateShare.Rates> rates = new EnumMap<>(Quota.class);
        for (Quota quota : Quota.values()) {
            rates.put(quota, shares.of(quota).rates());
        }
        return new DeliverySnapshot(routes, rates);
    }

    /**
     * Of one route.
     *
     * @param inFlight requests in flight at this moment
     * @param requests requests sent
     * @param retries requests whose answer was to be retried
     * @param batches batches settled
     * @param delivered events delivered, of settled batches
     * @param dead events dead-lettered, of settled batches
     * @param breaker state of the endpoint's circuit breaker: closed, open, half_open
     * @param status open, or the reason why the route sends nothing
     */
    public record OfRoute(
            long inFlight,
            long requests,
            long retries,
            long batches,
            long delivered,
            long dead,
            String breaker,
            RouteStatus status) {}

    /** The snapshot of this route. */
    public OfRoute route(Route route) {
        OfRoute ofRoute = routes.get(route);
        if (ofRoute == null) {
            throw new IllegalStateException("no snapshot of route " + route);
        }
        return ofRoute;
    }
}
