package io.eventbatcher.sandbox.demo;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ledger.Account.Stage;
import io.eventbatcher.ledger.LedgerReader;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.LoadTruth;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.journal.Counters;
import io.eventbatcher.sandbox.simulator.journal.Journal;
import io.eventbatcher.sandbox.stack.TopicReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Closes the books: compares the published records with the simulator's journal, the dead-letter topic, and the ledger's count of
 * duplicates. Takes no figure of delivery from the service.
 */
public final class Bookkeeper {
    private final String bootstrapServers;
    private final Journal journal;
    private final Settings settings;

    /** @param journal of a simulator that served this application alone */
    public Bookkeeper(String bootstrapServers, Journal journal, Settings settings) {
        this.bootstrapServers = bootstrapServers;
        this.journal = journal;
        this.settings = settings;
    }

    /** Closes the books after all records have come to an end. */
    public Books close(LoadTruth truth, LedgerReader ledger, double seconds) {
        DeadLetterCheck deadLetters = new DeadLetterCheck(truth.deadLetters());
        TopicReader.forEach(bootstrapServers, settings.topics().deadLetters(), deadLetters::take);
        MergedEvents merged = new MergedEvents();
        TopicReader.forEach(bootstrapServers, settings.topics().receipts(), merged::take);

        List<RouteBooks> routes = new ArrayList<>();
        for (Route route : Route.values()) {
            DeliveryFindings delivery = deliveries(route, truth, merged);
            String topic = settings.route(route).topic();
            Counters counters = journal.counters(Endpoint.of(route));
            routes.add(new RouteBooks(
                    route,
                    truth.published(route),
                    delivery.delivered(),
                    ledger.sum(Stage.BATCHING, route.label()).duplicates(),
                    deadLetters.found(topic),
                    delivery.lost() + deadLetters.missing(topic),
                    delivery.deliveredTwice(),
                    delivery.outOfOrder(),
                    delivery.unexpected() + deadLetters.unexpected(topic),
                    deadLetters.altered(topic),
                    counters.requests(),
                    counters.meanInputsPerRequest()));
        }
        return new Books(routes, seconds);
    }

    private DeliveryFindings deliveries(Route route, LoadTruth truth, MergedEvents merged) {
        return route.ordered()
                ? MarketingCheck.of(journal, Endpoint.of(route), truth.lastSequences(route), merged.of(route))
                : BehavioralCheck.of(journal, truth.deliveredUuids());
    }
}
