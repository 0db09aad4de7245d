package io.eventbatcher.sandbox.demo;

import io.eventbatcher.config.Settings;
import io.eventbatcher.delivery.DeliverySnapshot;
import io.eventbatcher.ledger.LedgerReader;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.LoadTruth;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.journal.Journal;
import io.eventbatcher.sandbox.stack.RouteTallies;
import java.util.ArrayList;
import java.util.List;

/**
 * The progress of a run.
 *
 * @param planned events of the whole run
 * @param seconds since the beginning
 */
public record Progress(List<OfRoute> routes, long planned, double seconds) {
    public Progress {
        routes = List.copyOf(routes);
    }

    /** Events that came to an end. */
    long ended() {
        return routes.stream().mapToLong(OfRoute::ended).sum();
    }

    /**
     * The progress of a route.
     *
     * @param delivered delivered and settled
     * @param dead dead letters of both halves
     * @param requests sent
     * @param batchFill mean inputs in a request that was taken, by the simulator, as in the books
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
            Settings settings,
            LoadTruth truth,
            LedgerReader ledger,
            DeliverySnapshot delivery,
            Journal journal,
            long planned,
            double seconds) {
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
                    journal.counters(Endpoint.of(route)).meanInputsPerRequest()));
        }
        return new Progress(routes, planned, seconds);
    }
}
