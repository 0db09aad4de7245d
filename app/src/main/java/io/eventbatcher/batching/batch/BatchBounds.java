package io.eventbatcher.batching.batch;

import io.eventbatcher.config.RouteSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Batch.ClosedBy;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.RequestSize;
import io.eventbatcher.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * The most that a batch may hold; {@link BatchProcessor} closes a batch that lingers.
 *
 * @param inputs events in a request
 * @param bodyBytes bytes of a request's body, exactly
 * @param storedBytes bytes of the encoded batch, so that the batch fits every topic of ours
 */
public record BatchBounds(int inputs, int bodyBytes, int storedBytes) {
    public static BatchBounds of(Settings settings, Route route) {
        RouteSettings routeSettings = settings.route(route);
        return new BatchBounds(routeSettings.maxInputs(), routeSettings.maxBytes(), settings.mostSourceBytes());
    }

    /** The reason why an item fits no batch, not even alone, as a sentence; null when the item fits. */
    public @Nullable String tooLarge(Item item) {
        long body = RequestSize.bytes(1, item.jsonLength());
        if (body > bodyBytes) {
            return "A request with this event alone has " + body + " bytes, more than the route's max-bytes of "
                    + bodyBytes + ".";
        }
        // On its way to the lane the item also travels with its identity as key.
        int alone = Batch.OVERHEAD_BYTES + Batch.OVERHEAD_BYTES_PER_ITEM + item.storedBytes() + item.identityLength();
        if (alone > storedBytes) {
            return "With its original bytes this event takes " + alone + " bytes, more than the " + storedBytes
                    + " that our topics take; raise max-record-bytes.";
        }
        return null;
    }

    /** The bound that an item would break if added to the buffer; null when the item may be added. */
    @Nullable
    ClosedBy brokenBy(BatchBuffer buffer, Item item) {
        if (buffer.inputs() + 1 > inputs) {
            return ClosedBy.INPUTS;
        }
        if (buffer.bodyBytesWith(item) > bodyBytes) {
            return ClosedBy.JSON_BYTES;
        }
        if (buffer.storedBytes() + Batch.OVERHEAD_BYTES_PER_ITEM + item.storedBytes() > storedBytes) {
            return ClosedBy.STORED_BYTES;
        }
        return null;
    }
}
