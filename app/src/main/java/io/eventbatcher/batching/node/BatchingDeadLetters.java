package io.eventbatcher.batching.node;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.LeftOut;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Makes the records that batching puts on the dead-letter topic. A record that fits no topic of ours loses its largest parts. */
public final class BatchingDeadLetters {
    private final long mostSourceBytes;
    private final BatchingObserver observer;

    /** @param observer hears of each dead letter */
    public BatchingDeadLetters(Settings settings, BatchingObserver observer) {
        this.observer = observer;
        mostSourceBytes = settings.mostSourceBytes();
    }

    /** The reason why a source record fits no topic of ours, with the remedy; null for a record that fits. */
    public @Nullable String tooLarge(SourceRecord source) {
        long bytes = LeftOut.bytes(source);
        return bytes <= mostSourceBytes
                ? null
                : String.format(
                        Locale.ROOT,
                        "The record has %,d bytes, more than the %,d that our topics take, so the parts in dlq.left-out are missing here. The"
                                + " original stands at %s until its topic deletes it. Make the record smaller, or raise"
                                + " max-record-bytes with the sizes of our topics, then publish the original again.",
                        bytes,
                        mostSourceBytes,
                        source.origin());
    }

    /** The record without the parts that fit no topic of ours. */
    public SourceRecord abridged(SourceRecord source) {
        return LeftOut.abridged(source, mostSourceBytes);
    }

    /** A dead letter of an event that became an item. */
    public Record<byte[], byte[]> of(Route route, Item item, Reason reason, String message, long now) {
        return of(route, item.source(), reason, List.of(message), item.uuid(), item.eventName(), now);
    }

    /** A dead letter of a record of which little may be known. */
    public Record<byte[], byte[]> of(
            @Nullable Route route,
            SourceRecord source,
            Reason reason,
            List<String> findings,
            @Nullable String uuid,
            @Nullable String eventName,
            long now) {
        DeadLetter deadLetter = DeadLetter.of(source, reason, String.join(" ", findings), Instant.ofEpochMilli(now))
                .within(mostSourceBytes);
        if (route != null) {
            deadLetter.with(DeadLetterHeader.ROUTE, route.label());
        }
        if (uuid != null) {
            deadLetter.with(DeadLetterHeader.UUID, uuid);
        }
        if (eventName != null) {
            deadLetter.with(DeadLetterHeader.EVENT_NAME, eventName);
        }
        observer.died(route, reason);
        SourceRecord fitting = deadLetter.source();
        return new Record<>(fitting.key(), fitting.value(), now, deadLetter.headers());
    }
}
