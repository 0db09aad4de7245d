package io.eventbatcher.delivery.lane;

import io.eventbatcher.ledger.OffsetTally;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's work for a lane.
 *
 * @param committed the offset committed before; -1 when there is none
 * @param batches finished batches, in offset order; empty when only the position moves on
 * @param portions the items that get receipts and dead letters: items of these batches that were not settled before, and items beyond
 *     these batches when the lane is left
 * @param nextOffset the offset to commit
 * @param bookmark the lane's counts with these items, and the items settled beyond the offset
 */
public record Settlement(
        long committed,
        List<PendingBatch> batches,
        List<SettledItems> portions,
        long nextOffset,
        OffsetTally bookmark) {
    public Settlement {
        batches = List.copyOf(batches);
        portions = List.copyOf(portions);
    }

    /** The same settlement with an offset of at least this position. */
    public Settlement upTo(long position) {
        return new Settlement(committed, batches, portions, Math.max(nextOffset, position), bookmark);
    }

    /** True if there is nothing to commit. */
    public boolean empty() {
        return portions.isEmpty() && nextOffset == committed;
    }

    /** True if the group has committed this settlement. One that settles only beyond the offset shows in the metadata alone. */
    public boolean doneBy(@Nullable OffsetAndMetadata found) {
        return found != null
                && found.offset() >= nextOffset
                && (nextOffset > committed || found.metadata().equals(bookmark.toJson()));
    }

    public OffsetAndMetadata toCommit() {
        return new OffsetAndMetadata(nextOffset, bookmark.toJson());
    }
}
