package io.eventbatcher.replay.state;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.log.Printable;
import io.eventbatcher.record.Origin;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.ScanRange;
import io.eventbatcher.replay.scan.TopicScan;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The changes of some identities that HubSpot has taken, as receipts tell them. HubSpot keeps the last change that it gets, so a letter that is
 * older than a delivered change must not follow it.
 */
public final class LaterDeliveries {
    /** Receipts cut long identities. */
    private static final int MOST_CHARACTERS = 250;

    /** Identity, then {@code topic/partition}. */
    private final Map<String, Map<String, Newest>> deliveries = new HashMap<>();

    /**
     * The newest delivery from a source partition.
     *
     * @param millis the time of the last receipt
     */
    private record Newest(long offset, long millis) {
        Newest and(Newest other) {
            return new Newest(Math.max(offset, other.offset), Math.max(millis, other.millis));
        }
    }

    /** Asks for the deliveries of an identity. */
    public void want(String identity) {
        deliveries.computeIfAbsent(cut(identity), name -> new HashMap<>());
    }

    /** True if no identity is asked for. */
    public boolean isEmpty() {
        return deliveries.isEmpty();
    }

    /** Reads the receipts since a time; all of them for null. */
    public void read(Settings settings, @Nullable Instant since, ScanProgress progress) {
        TopicScan.of(settings, settings.topics().receipts(), ScanRange.since(since), progress)
                .forEachIfThere(entry -> take(entry, letter -> false));
    }

    /** @param own tells the letters whose replays do not count, because the same run sends them in their order */
    public void take(ConsumerRecord<byte[], byte[]> receipt, Predicate<UUID> own) {
        if (receipt.value() == null || deliveries.isEmpty()) {
            return;
        }
        ReceiptItems.all(receipt.value(), item -> {
            Map<String, Newest> ofIdentity = deliveries.get(item.identity());
            if (ofIdentity != null
                    && (item.replayId() == null
                            || DeadLetterId.parse(item.replayId()).filter(own).isEmpty())) {
                ofIdentity.merge(
                        item.topic() + '/' + item.partition(),
                        new Newest(item.offset(), receipt.timestamp()),
                        Newest::and);
            }
        });
    }

    /**
     * True if HubSpot has taken a later change of the identity: one from behind the letter's place in its source partition, or from another
     * partition since the letter's death.
     */
    public boolean isStale(StoredLetter letter, String identity) {
        Origin origin = letter.origin();
        String partition = origin.topic() + '/' + origin.partition();
        return deliveries.getOrDefault(cut(identity), Map.of()).entrySet().stream()
                .anyMatch(other -> other.getKey().equals(partition)
                        ? other.getValue().offset() > origin.offset()
                        : other.getValue().millis() > letter.diedAt());
    }

    private static String cut(String identity) {
        return Printable.cut(identity, MOST_CHARACTERS);
    }
}
