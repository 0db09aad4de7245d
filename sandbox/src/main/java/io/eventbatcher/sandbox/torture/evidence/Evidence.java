package io.eventbatcher.sandbox.torture.evidence;

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
public record Evidence(
        List<Publication> published,
        List<Delivery> deliveries,
        List<ReceiptEntry> receipts,
        List<Letter> deadLetters,
        List<Replay> replays,
        List<Kill> kills,
        long duplicates) {

    public Evidence {
        published = List.copyOf(published);
        deliveries = List.copyOf(deliveries);
        receipts = List.copyOf(receipts);
        deadLetters = List.copyOf(deadLetters);
        replays = List.copyOf(replays);
        kills = List.copyOf(kills);
    }

    /** How many records became dead letters, each counted once. */
    public long dead() {
        return deadLetters.stream().map(Letter::origin).distinct().count();
    }

    /** How many dead letters have this reason. */
    public long deadOf(Reason reason) {
        return deadLetters.stream()
                .filter(letter -> letter.reason().equals(reason.label()))
                .count();
    }

    /** HubSpot took this event with this request. */
    public record Delivery(EventKey event, DeliveredRequest request) {}

    /**
     * An item of a receipt.
     *
     * @param origin the source record it names
     * @param correlationId of the request that took it, as its answer said
     * @param replayId empty unless it was a replay
     * @param place where in the receipts topic
     */
    public record ReceiptEntry(
            SourceOffset origin,
            String batch,
            @Nullable UUID correlationId,
            int status,
            String replayId,
            String place) {}

    /**
     * A dead letter.
     *
     * @param origin the source record it names
     * @param replays how often it had been replayed when it died, {@code dlq.replays}
     * @param id {@code dlq.id}
     * @param fingerprint of key, value and original headers as they stand there
     */
    public record Letter(
            SourceOffset origin, int replays, String id, String reason, String message, UUID fingerprint) {}

    /** A process was killed, and nothing it had not done before was done after. */
    public record Kill(String instance, String incarnation, Instant at, String moment) {}
}
