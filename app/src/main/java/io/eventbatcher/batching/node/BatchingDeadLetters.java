package io.eventbatcher.batching.node;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Makes the records that batching puts on the dead-letter topic. Long texts are cut to fit the topic. */
public final class BatchingDeadLetters {
    /** The size of our headers at most, names included; a source record must leave the room on the topic. */
    public static final int MOST_HEADER_BYTES = 64 * 1024;

    private static final int MOST_MESSAGE_CHARACTERS = 8_000;
    private static final int MOST_FACT_CHARACTERS = 500;

    private BatchingDeadLetters() {}

    /** A dead letter of an event that became an item. */
    public static Record<byte[], byte[]> of(Route route, Item item, Reason reason, String message, long now) {
        return of(route, item.source(), reason, List.of(message), item.uuid(), item.eventName(), now);
    }

    /** A dead letter of a record of which little may be known. */
    public static Record<byte[], byte[]> of(
            @Nullable Route route,
            SourceRecord source,
            Reason reason,
            List<String> findings,
            @Nullable String uuid,
            @Nullable String eventName,
            long now) {
        String message = cut(String.join(" ", findings), MOST_MESSAGE_CHARACTERS);
        DeadLetter deadLetter = DeadLetter.of(source, reason, message, Instant.ofEpochMilli(now));
        if (route != null) {
            deadLetter.with(DeadLetterHeader.ROUTE, route.label());
        }
        if (uuid != null) {
            deadLetter.with(DeadLetterHeader.UUID, cut(uuid, MOST_FACT_CHARACTERS));
        }
        if (eventName != null) {
            deadLetter.with(DeadLetterHeader.EVENT_NAME, cut(eventName, MOST_FACT_CHARACTERS));
        }
        return new Record<>(source.key(), source.value(), now, deadLetter.headers());
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
