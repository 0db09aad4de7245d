package io.eventbatcher.sandbox.stack;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Account.Stage;
import io.eventbatcher.ledger.LedgerReader;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;

/** The ledger's tallies of a route, stage by stage; ingest includes the replays of the route. */
public record RouteTallies(Tally ingest, Tally batching, Tally delivery) {
    public static RouteTallies of(LedgerReader ledger, Settings settings, Route route) {
        Tally replays =
                ledger.sum(Stage.INGEST, Account.nameOfReplays(settings.topics().replays(), route));
        return new RouteTallies(
                ledger.sum(Stage.INGEST, settings.route(route).topic()).plus(replays),
                ledger.sum(Stage.BATCHING, route.label()),
                ledger.sum(Stage.DELIVERY, route.label()));
    }

    /** True if all {@code published} records and replays have arrived and nothing waits at any stage. */
    public boolean atRest(long published) {
        return ingest.in() == published
                && ingest.waiting() == 0
                && batching.in() == ingest.out()
                && batching.waiting() == 0
                && delivery.in() == batching.out()
                && delivery.waiting() == 0;
    }

    public long dead() {
        return ingest.dead() + batching.dead() + delivery.dead();
    }
}
