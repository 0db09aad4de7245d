package io.eventbatcher.replay.plan;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.event.EventViews;
import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.scan.KafkaOffsets;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.ScanRange;
import io.eventbatcher.replay.state.LaterDeliveries;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps old changes of marketing events from following later ones that HubSpot has taken. Holds the identity of each letter that it watches. */
public final class StaleGuard {
    /** Watches nothing. */
    public static final StaleGuard NONE = new StaleGuard();

    private final Map<UUID, String> identities = new HashMap<>();
    private final LaterDeliveries deliveries = new LaterDeliveries();
    private long since = Long.MAX_VALUE;
    private Instant horizon = Instant.EPOCH;

    StaleGuard() {}

    /** Watches a letter whose event can be decoded; all others die again, and change nothing. */
    void watch(StoredLetter letter, FieldEdits edits, EventViews views) {
        identity(letter, edits, views).ifPresent(identity -> watch(letter, identity));
    }

    void watch(StoredLetter letter, String identity) {
        identities.put(letter.id(), identity);
        deliveries.want(identity);
        // an earlier life may have died long before
        since = letter.replays() > 0 ? Long.MIN_VALUE : Math.min(since, letter.diedAt());
    }

    private static Optional<String> identity(StoredLetter letter, FieldEdits edits, EventViews views) {
        return edits.isEmpty()
                ? views.identity(letter)
                : Optional.of(views.edited(letter, edits).identity()).filter(identity -> !identity.isEmpty());
    }

    /** Reads the receipts since the first death, and the time at which receipts begin. */
    void read(Settings settings, ScanProgress progress) {
        if (!deliveries.isEmpty()) {
            String receipts = settings.topics().receipts();
            try (KafkaOffsets offsets = KafkaOffsets.open(settings)) {
                begun(offsets.horizons(List.of(receipts), Instant.now()).getOrDefault(receipts, Instant.EPOCH));
            }
            Instant first =
                    since == Long.MIN_VALUE ? null : Instant.ofEpochMilli(since).minus(ScanRange.EARLIER);
            deliveries.read(settings, first, progress);
        }
    }

    /** Notes that receipts begin at the time. */
    void begun(Instant time) {
        horizon = time;
    }

    /** The time before which receipts are gone. */
    Instant horizon() {
        return horizon;
    }

    /** True for a watched letter of which nobody can tell all, because the receipts since its death, or since the event's first time, are gone. */
    boolean isUntold(StoredLetter letter) {
        long from = letter.replays() > 0 ? letter.origin().timestamp() : letter.diedAt();
        return identities.containsKey(letter.id()) && from < horizon.toEpochMilli();
    }

    /** Takes a receipt that came since; see {@link LaterDeliveries#take}. */
    public void take(ConsumerRecord<byte[], byte[]> receipt, Predicate<UUID> own) {
        deliveries.take(receipt, own);
    }

    /** True if HubSpot has taken a later change of the letter's identity. */
    public boolean isStale(StoredLetter letter) {
        String identity = identities.get(letter.id());
        return identity != null && deliveries.isStale(letter, identity);
    }
}
