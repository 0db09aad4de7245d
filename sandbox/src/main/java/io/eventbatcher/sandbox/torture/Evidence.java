package io.eventbatcher.sandbox.torture;

import io.eventbatcher.deadletter.Reason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is known after a run. Nothing of it is what the service believes: published is what the broker acknowledged, delivered what
 * the simulator took, the rest stands committed in topics.
 *
 * @param published in no order
 * @param deliveries in the order in which the simulator took them
 * @param duplicates what the ledger counts as dropped duplicates
 */
record Evidence(
        List<Publication> published,
        List<Delivery> deliveries,
        List<ReceiptEntry> receipts,
        List<Letter> deadLetters,
        List<Replay> replays,
        List<Kill> kills,
        long duplicates) {

    Evidence {
        published = List.copyOf(published);
        deliveries = List.copyOf(deliveries);
        receipts = List.copyOf(receipts);
        deadLetters = List.copyOf(deadLetters);
        replays = List.copyOf(replays);
        kills = List.copyOf(kills);
    }

    /** How many records became dead letters, each counted once. */
    long dead() {
        return deadLetters.stream().map(Letter::origin).distinct().count();
    }

    /** How many dead letters have this reason. */
    long deadOf(Reason reason) {
        return deadLetters.stream()
                .filter(letter -> letter.reason().equals(reason.label()))
                .count();
    }

    /** HubSpot took this event with this request. */
    record Delivery(EventKey event, Request request) {}

    /**
     * An item of a receipt.
     *
     * @param origin the source record it names
     * @param correlationId of the request that took it, as its answer said
     * @param replayId empty unless it was a replay
     * @param place where in the receipts topic
     */
    record ReceiptEntry(
            Origin origin, String batch, @Nullable UUID correlationId, int status, String replayId, String place) {}

    /**
     * A dead letter.
     *
     * @param origin the source record it names
     * @param replays how often it had been replayed when it died, {@code dlq.replays}
     * @param id {@code dlq.id}
     * @param fingerprint of key, value and original headers as they stand there
     */
    record Letter(Origin origin, int replays, String id, String reason, String message, UUID fingerprint) {}

    /** A process was killed, and nothing it had not done before was done after. */
    record Kill(String instance, String incarnation, Instant at, String moment) {}
}
