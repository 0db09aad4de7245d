package io.eventbatcher.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.eventbatcher.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * The names of our own topics.
 *
 * @param batchesPrefix default hubspot.batches; the route's label follows after a dot
 * @param deadLetters default hubspot.dead-letters
 * @param replays default hubspot.replays
 * @param receipts default hubspot.receipts
 * @param ledger default hubspot.ledger
 */
public record TopicSettings(String batchesPrefix, String deadLetters, String replays, String receipts, String ledger) {
    public TopicSettings(
            @JsonProperty("batches-prefix") @Nullable String batchesPrefix,
            @JsonProperty("dead-letters") @Nullable String deadLetters,
            @JsonProperty("replays") @Nullable String replays,
            @JsonProperty("receipts") @Nullable String receipts,
            @JsonProperty("ledger") @Nullable String ledger) {
        this.batchesPrefix = batchesPrefix == null ? "hubspot.batches" : batchesPrefix;
        this.deadLetters = deadLetters == null ? "hubspot.dead-letters" : deadLetters;
        this.replays = replays == null ? "hubspot.replays" : replays;
        this.receipts = receipts == null ? "hubspot.receipts" : receipts;
        this.ledger = ledger == null ? "hubspot.ledger" : ledger;
    }

    /** The topic that carries a route's batches from the one half to the other. */
    public String batches(Route route) {
        return batchesPrefix + '.' + route.label();
    }
}
