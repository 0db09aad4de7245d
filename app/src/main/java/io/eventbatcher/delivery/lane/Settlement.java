package io.eventbatcher.delivery.lane;

import io.eventbatcher.ledger.OffsetTally;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What one lane has to settle.
 *
 * @param lane the lane
 * @param batches finished batches, in offset order; empty when only the position moves on
 * @param portions what to write receipts and dead letters of: what was not settled before of these batches, and what is settled
 *     beyond them because the lane is left
 * @param nextOffset the offset to commit
 * @param bookmark the lane's counts with these portions, and what is settled beyond the offset
 */
public record Settlement(
        Lane lane, List<PendingBatch> batches, List<SettledItems> portions, long nextOffset, OffsetTally bookmark) {
    public Settlement {
        batches = List.copyOf(batches);
        portions = List.copyOf(portions);
    }

    public Settlement upTo(long position) {
        return new Settlement(lane, batches, portions, Math.max(nextOffset, position), bookmark);
    }

    /** Whether there is nothing to commit. */
    public boolean empty() {
        return portions.isEmpty() && nextOffset == lane.committed();
    }

    /** Whether it is done, as the committed offset has it. One that settles only beyond the offset shows in the metadata alone. */
    public boolean doneBy(@Nullable OffsetAndMetadata committed) {
        return committed != null
                && committed.offset() >= nextOffset
                && (nextOffset > lane.committed() || committed.metadata().equals(bookmark.toJson()));
    }

    public OffsetAndMetadata toCommit() {
        return new OffsetAndMetadata(nextOffset, bookmark.toJson());
    }
}
