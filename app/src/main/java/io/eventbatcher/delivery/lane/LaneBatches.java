package io.eventbatcher.delivery.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The batches a lane was given, from when they were read until they are settled: first those that are open, whose items are sent and
 * judged, behind them those that wait. In offset order throughout.
 *
 * <p>Owned by the poll thread.
 */
final class LaneBatches {
    private final LaneBounds bounds;
    private final OffsetTracker books;
    private final Deque<PendingBatch> open = new ArrayDeque<>();
    private final Deque<PendingBatch> waiting = new ArrayDeque<>();
    /** The last offset of each load that is not settled. */
    private final Deque<Long> unsettled = new ArrayDeque<>();

    private int heldBack;
    private boolean lacksWitness;
    private long events;
    private long bytes;

    LaneBatches(LaneBounds bounds, OffsetTracker books) {
        this.bounds = bounds;
        this.books = books;
    }

    void accept(PendingBatch batch) {
        books.read(batch);
        waiting.addLast(batch);
        events += batch.size();
        bytes += batch.bytes();
        openFinished();
    }

    /** What was settled before as a whole needs no request; so what waits first always does. */
    private void openFinished() {
        while (!waiting.isEmpty() && waiting.getFirst().finished()) {
            open.addLast(waiting.removeFirst());
        }
    }

    /** Whether these are as many as may be held. */
    boolean full() {
        return bounds.full(events, bytes, lacksWitness);
    }

    boolean isEmpty() {
        return open.isEmpty() && waiting.isEmpty();
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** Whether there is such an item among those that wait. */
    boolean hasWaiting(Predicate<BatchedItem> wanted) {
        return waiting.stream().anyMatch(batch -> batch.hasSuch(wanted));
    }

    /** Whether there is such an item among all that have no verdict. */
    boolean hasSuch(Predicate<BatchedItem> wanted) {
        return Stream.concat(open.stream(), waiting.stream()).anyMatch(batch -> batch.hasSuch(wanted));
    }

    /**
     * Whether something waits and the window has room for it. Batches whose verdicts are held back do not count, or nothing could come
     * to show whether these are right.
     */
    boolean mayOpen() {
        return hasWaiting()
                && (unsettled.size() < bounds.window()
                        || (heldBack > 0
                                && open.stream()
                                                .filter(batch -> !batch.onlyHeldBack())
                                                .count()
                                        < bounds.window()));
    }

    /** Something is wanted to compare others with; if nothing waits, more than usual is read. */
    void wantWitness() {
        lacksWitness = !hasWaiting();
    }

    /** Whether something waits and may be opened to compare others with it, even beyond the window. */
    boolean mayOpenAsWitness() {
        return hasWaiting() && bounds.mayOpenAsWitness(unsettled.size());
    }

    /** The next load, whose batches are open from now on. Only when something waits. */
    CoalescedBatches openNext() {
        CoalescedBatches load = CoalescedBatches.next(waiting, bounds);
        open.addAll(load.batches());
        unsettled.addLast(load.lastOffset());
        openFinished();
        return load;
    }

    /** So many verdicts more, or fewer, are held back. */
    void holdBack(int more) {
        heldBack += more;
    }

    boolean hasFinished() {
        return !open.isEmpty() && open.getFirst().finished();
    }

    /** The finished batches before the first unfinished one; when the books are closed, all that is decided. */
    Settlement settlement() {
        return books.settlement(open, waiting);
    }

    /** Whether none is left when these are settled. */
    boolean emptiedBy(Settlement settlement) {
        return waiting.isEmpty() && open.size() == settlement.batches().size();
    }

    /** This settlement is committed. */
    void settled(Settlement settlement) {
        for (PendingBatch batch : settlement.batches()) {
            open.remove(batch);
            events -= batch.size();
            bytes -= batch.bytes();
        }
        lacksWitness &= settlement.batches().isEmpty();
        unsettled.removeIf(lastOffset -> lastOffset < settlement.nextOffset());
        books.settled(settlement);
    }

    /** How far all is settled; -1 when nothing ever was. */
    long committed() {
        return books.committed();
    }

    /** Whether this is what was committed last. */
    boolean stopsAt(@Nullable OffsetAndMetadata committed) {
        return books.stopsAt(committed);
    }

    /** The offset behind all that was read and settled. */
    long position() {
        return books.position();
    }

    /** From now on what is decided is settled, even of unfinished batches. */
    void closeBooks() {
        books.close();
    }
}
