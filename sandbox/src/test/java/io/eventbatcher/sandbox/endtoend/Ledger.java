package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ledger.Account.Stage;
import io.eventbatcher.ledger.LedgerReader;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.RouteTallies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ledger of an application, summed over routes: replays arrive at another topic than they first did. */
final class Ledger implements AutoCloseable {
    private final Settings settings;
    private final LedgerReader reader;

    Ledger(String bootstrapServers, Settings settings) {
        this.settings = settings;
        this.reader =
                LedgerReader.open(bootstrapServers, Map.of(), settings.topics().ledger());
    }

    Ledger refreshed() {
        reader.refresh(Duration.ofMillis(100));
        return this;
    }

    LedgerReader reader() {
        return reader;
    }

    Tally ingest() {
        List<String> topics = new ArrayList<>(List.of(settings.topics().replays()));
        settings.routes().values().forEach(route -> topics.add(route.topic()));
        return sum(Stage.INGEST, topics);
    }

    Tally batching() {
        return sum(Stage.BATCHING, labels());
    }

    Tally delivery() {
        return sum(Stage.DELIVERY, labels());
    }

    Tally batching(Route route) {
        return reader.sum(Stage.BATCHING, route.label());
    }

    /** True if all that was published has arrived, and nothing waits at any stage. */
    boolean atRest(long published) {
        return new RouteTallies(ingest(), batching(), delivery()).atRest(published);
    }

    private static List<String> labels() {
        return List.of(Route.values()).stream().map(Route::label).toList();
    }

    private Tally sum(Stage stage, List<String> names) {
        return names.stream().map(name -> reader.sum(stage, name)).reduce(Tally.ZERO, Tally::plus);
    }

    @Override
    public void close() {
        reader.close();
    }
}
