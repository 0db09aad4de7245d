package io.eventbatcher.config;

import io.eventbatcher.route.Route;

/**
 * The names of our own topics.
 *
 * @param batchesPrefix default hubspot.batches; the route's label follows after a dot
 * @param deadLetters default hubspot.dead-letters
 * @param replays default hubspot.replays
 * @param receipts default hubspot.receipts
 * @param ledger default hubspot.ledger
 * @param rates default hubspot.rates
 * @param lanes default hubspot.lanes
 */
public record TopicSettings(
        String batchesPrefix,
        String deadLetters,
        String replays,
        String receipts,
        String ledger,
        String rates,
        String lanes) {
    /** The names unless configured otherwise. */
    public static TopicSettings defaults() {
        return SettingsMaker.topics(Values.DEFAULTS);
    }

    /** The topic that carries a route's batches from the one half to the other. */
    public String batches(Route route) {
        return batchesPrefix + '.' + route.label();
    }
}
