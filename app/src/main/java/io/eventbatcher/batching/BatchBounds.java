package io.eventbatcher.batching;

import io.eventbatcher.config.RouteSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Batch.ClosedBy;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * How much a batch may hold.
 *
 * @param inputs events in a request
 * @param jsonBytes bytes of a request's body, exactly
 * @param storedBytes bytes of the encoded batch, so that it fits every topic of ours
 */
record BatchBounds(int inputs, int jsonBytes, int storedBytes) {
    /** {@code {"inputs":[]}}. */
    static final int ENVELOPE_BYTES = 13;

    /** Room for Kafka's framing of a batch; and for the headers that an event gets should it become a dead letter later. */
    static final int FRAMING_BYTES = BatchingDeadLetters.MOST_HEADER_BYTES;

    static BatchBounds of(Settings settings, Route route) {
        RouteSettings routeSettings = settings.route(route);
        return new BatchBounds(
                routeSettings.maxInputs(), routeSettings.maxBytes(), settings.maxTopicRecordBytes() - FRAMING_BYTES);
    }

    /** Why this item fits no batch, not even alone, as a sentence; null when it fits one. */
    @Nullable
    String tooLarge(Item item) {
        int body = ENVELOPE_BYTES + item.jsonLength();
        if (body > jsonBytes) {
            return "A request with this event alone has " + body + " bytes, more than the route's max-bytes of "
                    + jsonBytes + ".";
        }
        // On its way to the lane the item also travels with its identity as key.
        int alone = Batch.OVERHEAD_BYTES + Batch.OVERHEAD_BYTES_PER_ITEM + item.storedBytes() + item.identityLength();
        if (alone > storedBytes) {
            return "With its original bytes this event takes " + alone + " bytes, more than the " + storedBytes
                    + " that our topics take; raise max-record-bytes.";
        }
        return null;
    }

    /** The bound that this item would break if it joined the buffer; null when it may. */
    @Nullable
    ClosedBy brokenBy(BatchBuffer buffer, Item item) {
        if (buffer.inputs() + 1 > inputs) {
            return ClosedBy.INPUTS;
        }
        if (buffer.jsonBytes() + 1 + item.jsonLength() > jsonBytes) {
            return ClosedBy.JSON_BYTES;
        }
        if (buffer.storedBytes() + Batch.OVERHEAD_BYTES_PER_ITEM + item.storedBytes() > storedBytes) {
            return ClosedBy.STORED_BYTES;
        }
        return null;
    }
}
