package io.eventbatcher.delivery.lane;

import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.ledger.Tally;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a lane's settling: the committed offset, and the items beyond the offset, settled when the lane changed hands. The
 * offset's metadata marks the items beyond; every later settlement repeats the marks until the offset has passed them.
 *
 * <p>Owned by the poll thread.
 */
final class OffsetTracker {
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
    OffsetTracker(long committed, OffsetMetadata offsetMetadata) {
        this.committed = committed;
        this.offsetMetadata = offsetMetadata;
        this.unread = offsetMetadata.ahead();
        this.hasMarks = !unread.isEmpty();
    }

    long committed() {
        return committed;
    }

    /** See {@link Lane#madeLastCommit}. False when the position to read on is unknown. */
    boolean madeLastCommit(@Nullable OffsetAndMetadata found) {
        return found == null
                ? committed < 0 && read > 0
                : found.offset() == committed && found.metadata().equals(offsetMetadata.toJson());
    }

    /** The offset behind all batches read and settled. */
    long position() {
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

    /** From now on decided items of unfinished batches are settled too, and the next owner does not send them again. */
    void settleUnfinished() {
        settlesUnfinished = true;
    }

    boolean settlesUnfinished() {
        return settlesUnfinished;
    }

    /**
     * All that can be settled of the batches.
     *
     * @param open batches in offset order
     * @param waiting the batches behind them
     * @param letters false to leave dead letters out; a batch with an unsettled one counts as unfinished then
     */
    Settlement settlement(Collection<PendingBatch> open, Collection<PendingBatch> waiting, boolean letters) {
        List<PendingBatch> finished = open.stream()
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
            List<PendingBatch> unfinished = Stream.concat(open.stream(), waiting.stream())
                    .skip(finished.size())
                    .toList();
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
    void settled(Settlement settlement) {
        settlement.items().stream()
                .filter(items -> items.batch().offset() >= settlement.nextOffset())
                .forEach(items -> items.batch().settledBefore(items.items()));
        committed = settlement.nextOffset();
        offsetMetadata = settlement.offsetMetadata();
        hasMarks = !offsetMetadata.ahead().isEmpty();
    }
}
