package io.eventbatcher.delivery;

import io.eventbatcher.ledger.Tally;
import java.util.List;

/**
 * What one lane has to settle.
 *
 * @param lane the lane
 * @param batches finished batches, in offset order; empty when only the position moves on
 * @param nextOffset the offset to commit
 * @param tally the lane's counts with these batches
 */
record Settlement(Lane lane, List<PendingBatch> batches, long nextOffset, Tally tally) {
    Settlement {
        batches = List.copyOf(batches);
    }

    Settlement upTo(long position) {
        return new Settlement(lane, batches, Math.max(nextOffset, position), tally);
    }

    /** Whether there is nothing to commit. */
    boolean empty() {
        return nextOffset == lane.committed();
    }
}
