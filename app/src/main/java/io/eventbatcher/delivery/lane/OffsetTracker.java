package io.eventbatcher.delivery.lane;

import io.eventbatcher.ledger.OffsetTally;
import io.eventbatcher.ledger.Tally;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How far a lane is settled. Beyond its committed offset nothing is, but for what was decided there when the lane changed hands: that
 * is marked in the offset's metadata, and every later settlement carries the marks on until its offset has passed them.
 *
 * <p>Owned by the poll thread.
 */
final class OffsetTracker {
    private long committed;
    private OffsetTally bookmark;
    private boolean carrying;
    /** What is settled of batches that were not read yet, counted from the next one that is. */
    private BitSet unread;

    private long read;
    private boolean closing;

    /**
     * @param committed the offset committed so far; -1 when there is none
     * @param bookmark what it carries
     */
    OffsetTracker(long committed, OffsetTally bookmark) {
        this.committed = committed;
        this.bookmark = bookmark;
        this.unread = bookmark.ahead();
        this.carrying = !unread.isEmpty();
    }

    long committed() {
        return committed;
    }

    /** Whether this is what was committed last; null: nothing ever was. Never when it does not know where to read on. */
    boolean stopsAt(@Nullable OffsetAndMetadata found) {
        return found == null
                ? committed < 0 && read > 0
                : found.offset() == committed && found.metadata().equals(bookmark.toJson());
    }

    /** The offset behind all that was read and settled. */
    long position() {
        return Math.max(committed, read);
    }

    /** Marks what was settled before of the next batch. */
    void read(PendingBatch next) {
        read = next.offset() + 1;
        if (unread.isEmpty()) {
            return;
        }
        next.settledBefore(unread.get(0, next.size()));
        unread = unread.get(next.size(), Math.max(next.size(), unread.length()));
    }

    /** From now on all that is decided is settled, so that whoever has the lane next need not send it again. */
    void close() {
        closing = true;
    }

    /**
     * What can be settled of what was read.
     *
     * @param open batches in offset order
     * @param waiting those behind them
     */
    Settlement settlement(Collection<PendingBatch> open, Collection<PendingBatch> waiting) {
        List<PendingBatch> finished =
                open.stream().takeWhile(PendingBatch::finished).toList();
        List<SettledItems> portions = new ArrayList<>();
        Tally sum = bookmark.tally();
        long next = committed;
        for (PendingBatch batch : finished) {
            SettledItems rest = batch.decided();
            sum = sum.plus(rest.tally());
            next = batch.offset() + 1;
            if (!rest.isEmpty()) {
                portions.add(rest);
            }
        }
        List<SettledItems> early = new ArrayList<>();
        BitSet ahead = new BitSet();
        if (carrying || closing) {
            List<PendingBatch> unfinished = Stream.concat(open.stream(), waiting.stream())
                    .skip(finished.size())
                    .toList();
            early(unfinished, early, ahead);
            if (next < 0 && !early.isEmpty()) {
                // marks count from an offset, and nothing was committed yet
                next = unfinished.get(0).offset();
            }
        }
        for (SettledItems portion : early) {
            sum = sum.plus(portion.tally());
        }
        portions.addAll(early);
        return new Settlement(committed, finished, portions, next, new OffsetTally(sum, ahead));
    }

    /** What is to be settled, and all that is settled then, of these unfinished batches and those that were not read yet. */
    private void early(List<PendingBatch> batches, List<SettledItems> portions, BitSet ahead) {
        int begin = 0;
        for (PendingBatch batch : batches) {
            mark(batch.settledBefore(), begin, ahead);
            if (closing) {
                SettledItems portion = batch.decided().before(OffsetTally.MOST_AHEAD - begin);
                if (!portion.isEmpty()) {
                    mark(portion.items(), begin, ahead);
                    portions.add(portion);
                }
            }
            begin += batch.size();
        }
        mark(unread, begin, ahead);
    }

    private static void mark(BitSet some, int begin, BitSet ahead) {
        some.stream().forEach(index -> ahead.set(begin + index));
    }

    /** This settlement is committed. */
    void settled(Settlement settlement) {
        settlement.portions().stream()
                .filter(portion -> portion.batch().offset() >= settlement.nextOffset())
                .forEach(portion -> portion.batch().settledBefore(portion.items()));
        committed = settlement.nextOffset();
        bookmark = settlement.bookmark();
        carrying = !bookmark.ahead().isEmpty();
    }
}
