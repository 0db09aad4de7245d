package io.eventbatcher.config;

import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Text;
import io.eventbatcher.config.table.Values;
import io.eventbatcher.route.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of the service's own topics. */
public record TopicSettings(
        String batchesPrefix,
        String deadLetters,
        String resolutions,
        String replays,
        String receipts,
        String ledger,
        String rates,
        String lanes) {
    static final Section KEYS = new Section("topics", TopicSettings::crossCheck);

    private static final Key<String> BATCHES_PREFIX = KEYS.add("batches-prefix", Text.TOPIC, "hubspot.batches", """
        Batches on their way to delivery; the route's label follows after a dot.
        """);
    private static final Key<String> DEAD_LETTERS =
            KEYS.add("dead-letters", Text.TOPIC, "hubspot.dead-letters", "Events that HubSpot will never take.");
    private static final Key<String> RESOLUTIONS =
            KEYS.add("resolutions", Text.TOPIC, "hubspot.dead-letters.resolutions", """
        The fate of dead letters (replayed, discarded), and the runs of replays: event-batcher dead-letters.
        """);
    private static final Key<String> REPLAYS =
            KEYS.add("replays", Text.TOPIC, "hubspot.replays", "Dead letters on their way back.");
    private static final Key<String> RECEIPTS = KEYS.add(
            "receipts", Text.TOPIC, "hubspot.receipts", "Events that HubSpot took, with HubSpot's correlation ids.");
    private static final Key<String> LEDGER =
            KEYS.add("ledger", Text.TOPIC, "hubspot.ledger", "The counts that must add up.");
    private static final Key<String> RATES = KEYS.add("rates", Text.TOPIC, "hubspot.rates", """
        Claims of the instances on the rate limits.
        """);
    private static final Key<String> LANES = KEYS.add("lanes", Text.TOPIC, "hubspot.lanes", """
        The state of each lane, and the orders of operators: event-batcher lanes.
        """);

    public TopicSettings {
        BATCHES_PREFIX.check(batchesPrefix);
        DEAD_LETTERS.check(deadLetters);
        RESOLUTIONS.check(resolutions);
        REPLAYS.check(replays);
        RECEIPTS.check(receipts);
        LEDGER.check(ledger);
        RATES.check(rates);
        LANES.check(lanes);
    }

    TopicSettings(Values values) {
        this(
                values.get(BATCHES_PREFIX),
                values.get(DEAD_LETTERS),
                values.get(RESOLUTIONS),
                values.get(REPLAYS),
                values.get(RECEIPTS),
                values.get(LEDGER),
                values.get(RATES),
                values.get(LANES));
    }

    public static TopicSettings defaults() {
        return new TopicSettings(Values.defaults());
    }

    private static void crossCheck(Values values) {
        Map<String, Key<?>> owners = new LinkedHashMap<>();
        for (Key<String> key : List.of(DEAD_LETTERS, RESOLUTIONS, REPLAYS, RECEIPTS, LEDGER, RATES, LANES)) {
            claim(values, owners, key, values.get(key));
        }
        for (Route route : RouteSettings.enabled(values)) {
            claim(values, owners, BATCHES_PREFIX, batches(values.get(BATCHES_PREFIX), route));
        }
        for (Route route : RouteSettings.enabled(values)) {
            Key<String> source = RouteSettings.keys(route).topic;
            claim(values, owners, source, values.get(source));
        }
    }

    private static void claim(Values values, Map<String, Key<?>> owners, Key<?> key, String topic) {
        Key<?> owner = owners.putIfAbsent(topic, key);
        if (owner != null && values.sound(key, owner)) {
            values.refuse(
                    key,
                    "'" + topic + "' is also the topic of " + owner + "; every topic has one purpose, so rename one");
        }
    }

    /** The topic for a route's batches, from batching to delivery. */
    public String batches(Route route) {
        return batches(batchesPrefix, route);
    }

    private static String batches(String prefix, Route route) {
        return prefix + '.' + route.label();
    }
}
