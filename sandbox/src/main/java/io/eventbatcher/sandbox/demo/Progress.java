package io.eventbatcher.sandbox.demo;

import io.eventbatcher.config.Settings;
import io.eventbatcher.delivery.DeliverySnapshot;
import io.eventbatcher.ledger.Account.Stage;
import io.eventbatcher.ledger.LedgerReader;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.LoadTruth;
import java.util.ArrayList;
import java.util.List;

/**
 * How a run stands.
 *
 * @param routes one for each route
 * @param seconds since its beginning
 */
public record Progress(List<OfRoute> routes, double seconds) {
    public Progress {
        routes = List.copyOf(routes);
    }

    /**
     * How a route stands.
     *
     * @param produced published so far
     * @param delivered delivered and settled
     * @param duplicates dropped as duplicates
     * @param dead dead letters of both halves
     * @param inFlight requests in flight
     * @param requests requests sent
     * @param batchFill events of a settled batch, on average
     */
    public record OfRoute(
            Route route,
            long produced,
            long delivered,
            long duplicates,
            long dead,
            long inFlight,
            long requests,
            double batchFill) {

        /** What came to an end so far. */
        public long ended() {
            return delivered + duplicates + dead;
        }
    }

    static Progress of(
            Settings settings, LoadTruth truth, LedgerReader ledger, DeliverySnapshot delivery, double seconds) {
        List<OfRoute> routes = new ArrayList<>();
        for (Route route : settings.enabledRoutes()) {
            Tally ingest = ledger.sum(Stage.INGEST, settings.route(route).topic());
            Tally batching = ledger.sum(Stage.BATCHING, route.label());
            Tally settled = ledger.sum(Stage.DELIVERY, route.label());
            DeliverySnapshot.OfRoute sending = delivery.route(route);
            routes.add(new OfRoute(
                    route,
                    truth.published(route),
                    settled.out(),
                    batching.duplicates(),
                    ingest.dead() + batching.dead() + settled.dead(),
                    sending.inFlight(),
                    sending.requests(),
                    sending.batches() == 0 ? 0 : (double) (sending.delivered() + sending.dead()) / sending.batches()));
        }
        return new Progress(routes, seconds);
    }
}
