package io.eventbatcher.sandbox.torture.evidence;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.sandbox.stack.DeadLetter;
import io.eventbatcher.sandbox.stack.SourceOffset;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The facts after a run, independent of the service: records acknowledged by the broker, inputs taken by the simulator, records committed
 * in topics.
 *
 * @param published in no order
 * @param deliveries in the order of acceptance
 * @param letters the operators' work on dead letters
 * @param duplicates dropped, by the ledger
 * @param unread records deleted by the kit before any service could read them
 */
public record Evidence(
        List<Publication> published,
        List<Delivery> deliveries,
        List<ReceiptEntry> receipts,
        List<DeadLetter> deadLetters,
        LetterEvidence letters,
        List<Kill> kills,
        long duplicates,
        Unread unread) {

    public Evidence {
        published = List.copyOf(published);
        deliveries = List.copyOf(deliveries);
        receipts = List.copyOf(receipts);
        deadLetters = List.copyOf(deadLetters);
        kills = List.copyOf(kills);
    }

    /** The number of source records with a dead letter. */
    public long dead() {
        return deadLetters.stream().map(DeadLetter::origin).distinct().count();
    }

    /** The number of dead letters with the reason. */
    public long deadOf(Reason reason) {
        return deadLetters.stream().filter(letter -> letter.is(reason)).count();
    }

    /**
     * Records that no service can have read.
     *
     * @param deleted by the kit, while all services were down
     * @param accepted as lost before reading, by the ledger
     */
    public record Unread(Set<SourceOffset> deleted, long accepted) {
        public static final Unread NONE = new Unread(Set.of(), 0);

        public Unread {
            deleted = Set.copyOf(deleted);
        }
    }

    /**
     * An event taken by HubSpot with a request.
     *
     * @param named the name or the organizer with which the event arrived
     */
    public record Delivery(EventKey event, DeliveredRequest request, String named) {
        /** A delivery of an event whose name does not matter. */
        public Delivery(EventKey event, DeliveredRequest request) {
            this(event, request, "");
        }
    }

    /**
     * An item of a receipt.
     *
     * @param origin the source record
     * @param correlationId of the delivering request, from its answer
     * @param replayId empty for an event that was not replayed
     * @param place in the receipts topic
     */
    public record ReceiptEntry(
            SourceOffset origin,
            String batch,
            @Nullable UUID correlationId,
            int status,
            String replayId,
            String place) {}

    /** The kill of a process. */
    public record Kill(String instance, String incarnation, Instant at, String moment) {}
}
