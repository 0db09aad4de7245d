package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.evidence.Evidence.Delivery;
import io.eventbatcher.sandbox.torture.evidence.Evidence.Kill;
import io.eventbatcher.sandbox.torture.evidence.Evidence.ReceiptEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The reasons for which HubSpot may be sent an event again. There are two:
 *
 * <ol>
 *     <li>The answer to the earlier delivery was ambiguous through a fault of the kit: a reset after applying; 504 or 524 after applying;
 *     an answer later than the service waits; an answer cut short, without JSON, with a status other than COMPLETE, or without a result
 *     where results belong to inputs by position.
 *     <li>The sending process was killed afterwards, before the commit of the receipt: no receipt names the request.
 * </ol>
 *
 * A token identifies a process; an instance's name is shared by successive processes. A rebalance, a broker's restart or a lost session is
 * no reason.
 */
final class RepetitionReasons {
    private final Set<String> killed = new HashSet<>();
    private final Set<Receipted> receipted = new HashSet<>();

    private record Receipted(EventKey event, UUID correlationId) {}

    /** @param events the event of each source record */
    RepetitionReasons(List<Kill> kills, List<ReceiptEntry> receipts, Map<SourceOffset, EventKey> events) {
        kills.forEach(kill -> killed.add(kill.incarnation()));
        for (ReceiptEntry receipt : receipts) {
            UUID correlationId = receipt.correlationId();
            EventKey event = events.get(receipt.origin());
            if (correlationId != null && event != null) {
                receipted.add(new Receipted(event, correlationId));
            }
        }
    }

    /** True if a later delivery of the same event has a reason. */
    boolean explainsRepetitionOf(Delivery before) {
        return before.request().ambiguous() || killedBeforeReceipt(before);
    }

    /** Ignores clocks: a request on the wire is carried out a moment after its sender's death. */
    private boolean killedBeforeReceipt(Delivery before) {
        return killed.contains(before.request().incarnation())
                && !receipted.contains(
                        new Receipted(before.event(), before.request().correlationId()));
    }
}
