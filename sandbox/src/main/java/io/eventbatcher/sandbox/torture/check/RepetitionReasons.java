package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.evidence.Evidence.Delivery;
import io.eventbatcher.sandbox.torture.evidence.Evidence.Kill;
import io.eventbatcher.sandbox.torture.evidence.Evidence.ReceiptEntry;
import io.eventbatcher.sandbox.torture.evidence.SourceOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Why HubSpot may have been sent an event once more. There are two reasons, and no others:
 *
 * <ol>
 *   <li>The answer to the delivery before was ambiguous by the kit's own doing, for that very request: the connection was reset after
 *       applying; 504 or 524 after applying; an answer later than the service waits; an answer that was cut short, was no JSON, had a
 *       status other than COMPLETE, or left an input out where results belong to inputs by position.
 *   <li>The process that had sent it was killed after that, and before its receipt was committed: no receipt names that request.
 * </ol>
 *
 * A process is known by its token, not by its instance's name, which it shares with those before and after it. A rebalance, a broker's
 * restart or a lost session are no reasons.
 */
public final class RepetitionReasons {
    private final Set<String> killed = new HashSet<>();
    private final Set<Receipted> receipted = new HashSet<>();

    private record Receipted(EventKey event, UUID correlationId) {}

    /** @param events the event of each source record */
    public RepetitionReasons(List<Kill> kills, List<ReceiptEntry> receipts, Map<SourceOffset, EventKey> events) {
        kills.forEach(kill -> killed.add(kill.incarnation()));
        for (ReceiptEntry receipt : receipts) {
            UUID correlationId = receipt.correlationId();
            EventKey event = events.get(receipt.origin());
            if (correlationId != null && event != null) {
                receipted.add(new Receipted(event, correlationId));
            }
        }
    }

    /** Whether a delivery that followed this one, of the same event, has a reason. */
    public boolean explainsRepetitionOf(Delivery before) {
        return before.request().ambiguous() || killedBeforeReceipt(before);
    }

    /** No clock is asked: what a dead process had on the wire is carried out a moment after its end. */
    private boolean killedBeforeReceipt(Delivery before) {
        return killed.contains(before.request().incarnation())
                && !receipted.contains(
                        new Receipted(before.event(), before.request().correlationId()));
    }
}
