package io.eventbatcher.delivery.lane;

import io.eventbatcher.ledger.OffsetMetadata;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The part of a lane in one settling transaction.
 *
 * @param committed the offset committed before; -1 when there is none
 * @param batches finished batches, in offset order; empty when only the position moves on
 * @param items the items to write receipts and dead letters of: the unsettled items of the batches, and when the lane is left also
 *     items beyond the batches
 * @param nextOffset the offset to commit
 * @param offsetMetadata the lane's counts with the items, and the items settled beyond the offset
 */
public record Settlement(
        long committed,
        List<PendingBatch> batches,
        List<SettledItems> items,
        long nextOffset,
        OffsetMetadata offsetMetadata) {
    public Settlement {
        batches = List.copyOf(batches);
        items = List.copyOf(items);
    }

    /** Raises the offset to a position. */
    Settlement upTo(long position) {
        return new Settlement(committed, batches, items, Math.max(nextOffset, position), offsetMetadata);
    }

    /** True with nothing to commit. */
    public boolean empty() {
        return items.isEmpty() && nextOffset == committed;
    }

    /** True if the group has committed the settlement. A settlement beyond the offset shows in the metadata alone. */
    public boolean isCommittedIn(@Nullable OffsetAndMetadata found) {
        return found != null
                && found.offset() >= nextOffset
                && (nextOffset > committed || found.metadata().equals(offsetMetadata.toJson()));
    }

    public OffsetAndMetadata toCommit() {
        return new OffsetAndMetadata(nextOffset, offsetMetadata.toJson());
    }
}
