package io.eventbatcher.sandbox.demo;

import io.eventbatcher.config.Settings;
import io.eventbatcher.delivery.DeliverySnapshot;
import io.eventbatcher.ledger.LedgerReader;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.LoadTruth;
import io.eventbatcher.sandbox.stack.RouteTallies;
import java.util.ArrayList;
import java.util.List;

/**
 * The progress of a run.
 *
 * @param seconds since the beginning
 */
public record Progress(List<OfRoute> routes, double seconds) {
    public Progress {
        routes = List.copyOf(routes);
    }

    /**
     * The progress of a route.
     *
     * @param delivered delivered and settled
     * @param dead dead letters of both halves
     * @param requests sent
     * @param batchFill mean events in a settled batch
     */
    record OfRoute(
            Route route,
            long produced,
            long delivered,
            long duplicates,
            long dead,
            long inFlight,
            long requests,
            double batchFill) {

        /** Events that came to an end. */
        public long ended() {
            return delivered + duplicates + dead;
        }
    }

    static Progress of(
            Settings settings, LoadTruth truth, LedgerReader ledger, DeliverySnapshot delivery, double seconds) {
        List<OfRoute> routes = new ArrayList<>();
        for (Route route : settings.enabledRoutes()) {
            RouteTallies tallies = RouteTallies.of(ledger, settings, route);
            DeliverySnapshot.OfRoute sending = delivery.route(route);
            routes.add(new OfRoute(
                    route,
                    truth.published(route),
                    tallies.delivery().out(),
                    tallies.batching().duplicates(),
                    tallies.dead(),
                    sending.inFlight(),
                    sending.requests(),
                    sending.batches() == 0 ? 0 : (double) (sending.delivered() + sending.dead()) / sending.batches()));
        }
        return new Progress(routes, seconds);
    }
}
