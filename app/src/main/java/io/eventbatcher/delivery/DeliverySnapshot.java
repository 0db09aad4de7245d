package io.eventbatcher.delivery;

import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.route.Route;
import java.util.EnumMap;
import java.util.Map;

/**
 * How delivery gets on, since the start of this instance.
 *
 * @param routes every route
 */
public record DeliverySnapshot(Map<Route, OfRoute> routes) {
    public DeliverySnapshot {
        routes = Map.copyOf(routes);
    }

    static DeliverySnapshot of(DeliveryCounters counters, RouteGates gates) {
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
        return new DeliverySnapshot(routes);
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
