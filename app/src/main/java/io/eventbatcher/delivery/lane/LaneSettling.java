package io.eventbatcher.delivery.lane;

import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.ledger.Tally;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The settling of a lane's batches: the committed offset, and the items beyond the offset, settled when the lane changed hands. The
 * offset's metadata marks the items beyond; every later settlement repeats the marks until the offset has passed them.
 *
 * <p>Owned by the poll thread.
 */
public final class LaneSettling {
    private final LaneBatches batches;
    private long committed;
    private OffsetMetadata offsetMetadata;
    private boolean hasMarks;
    /** The settled items of batches that were not read yet, counted from the next batch. */
    private BitSet unread;

    private long read;
    private boolean settlesUnfinished;

    /**
     * @param committed the offset committed so far; -1 when there is none
     * @param offsetMetadata the offset's metadata
     */
    LaneSettling(LaneBatches batches, long committed, OffsetMetadata offsetMetadata) {
        this.batches = batches;
        this.committed = committed;
        this.offsetMetadata = offsetMetadata;
        this.unread = offsetMetadata.ahead();
        this.hasMarks = !unread.isEmpty();
    }

    /** The offset committed so far; -1 when there is none. */
    public long committed() {
        return committed;
    }

    /**
     * True if the lane itself made the last commit: nobody else has settled anything since. False when the position to read on is unknown.
     *
     * @param found null for a group without a commit
     */
    public boolean madeLastCommit(@Nullable OffsetAndMetadata found) {
        return found == null
                ? committed < 0 && read > 0
                : found.offset() == committed && found.metadata().equals(offsetMetadata.toJson());
    }

    /** The offset to read on from: behind all batches read and settled. */
    public long position() {
        return Math.max(committed, read);
    }

    /** Marks the items of the next batch as far as settled before. */
    void read(PendingBatch next) {
        read = next.offset() + 1;
        if (unread.isEmpty()) {
            return;
        }
        next.settledBefore(unread.get(0, next.size()));
        unread = unread.get(next.size(), Math.max(next.size(), unread.length()));
    }

    /**
     * Requests in flight are not awaited any longer: from now on decided items of unfinished batches are settled too, and the next owner does
     * not send them again.
     */
    public void settleUnfinished() {
        settlesUnfinished = true;
    }

    /** True if a settlement would hold batches. */
    public boolean hasFinished() {
        return batches.hasFinished();
    }

    /** The finished batches before the first unfinished one; after {@link #settleUnfinished}, all decided items. */
    public Settlement settlement() {
        return settlement(true);
    }

    /**
     * The part that needs no dead letter of a lane that is left; empty for others. The next owner sends the rest again, and buries what HubSpot refuses
     * again.
     */
    public Optional<Settlement> settlementWithoutDeadLetters() {
        return settlesUnfinished ? Optional.of(settlement(false)) : Optional.empty();
    }

    /** True if nothing is left after the settlement, and the consumer's position may be committed. */
    public boolean drainedBy(Settlement settlement) {
        return batches.emptiedBy(settlement);
    }

    /** @param letters false to leave dead letters out; a batch with an unsettled one counts as unfinished then */
    private Settlement settlement(boolean letters) {
        List<PendingBatch> finished = batches.open().stream()
                .takeWhile(batch -> batch.finished() && (letters || !batch.hasDeadLetter()))
                .toList();
        List<SettledItems> settled = new ArrayList<>();
        Tally sum = offsetMetadata.tally();
        long next = committed;
        for (PendingBatch batch : finished) {
            SettledItems rest = SettledItems.decidedOf(batch);
            sum = sum.plus(rest.tally());
            next = batch.offset() + 1;
            if (!rest.isEmpty()) {
                settled.add(rest);
            }
        }
        List<SettledItems> early = new ArrayList<>();
        BitSet ahead = new BitSet();
        if (hasMarks || settlesUnfinished) {
            List<PendingBatch> unfinished = batches.all().skip(finished.size()).toList();
            settleEarly(unfinished, letters, early, ahead);
            if (next < 0 && !early.isEmpty()) {
                // marks count from an offset, and nothing was committed yet
                next = unfinished.get(0).offset();
            }
        }
        for (SettledItems items : early) {
            sum = sum.plus(items.tally());
        }
        settled.addAll(early);
        return new Settlement(committed, finished, settled, next, new OffsetMetadata(sum, ahead));
    }

    /** Adds the items to settle of unfinished batches to {@code early}, and all items settled beyond the offset to {@code ahead}. */
    private void settleEarly(List<PendingBatch> unfinished, boolean letters, List<SettledItems> early, BitSet ahead) {
        int begin = 0;
        for (PendingBatch batch : unfinished) {
            mark(batch.settledBefore(), begin, ahead);
            if (settlesUnfinished) {
                SettledItems decided = SettledItems.decidedOf(batch);
                SettledItems items =
                        (letters ? decided : decided.withoutDeadLetters()).before(OffsetMetadata.MOST_AHEAD - begin);
                if (!items.isEmpty()) {
                    mark(items.items(), begin, ahead);
                    early.add(items);
                }
            }
            begin += batch.size();
        }
        mark(unread, begin, ahead);
    }

    private static void mark(BitSet items, int begin, BitSet ahead) {
        items.stream().forEach(index -> ahead.set(begin + index));
    }

    /** The settlement is committed. */
    public void settled(Settlement settlement) {
        batches.remove(settlement);
        settlement.items().stream()
                .filter(items -> items.batch().offset() >= settlement.nextOffset())
                .forEach(items -> items.batch().settledBefore(items.items()));
        committed = settlement.nextOffset();
        offsetMetadata = settlement.offsetMetadata();
        hasMarks = !offsetMetadata.ahead().isEmpty();
    }
}
