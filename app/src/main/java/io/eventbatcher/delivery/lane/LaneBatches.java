package io.eventbatcher.delivery.lane;

import io.eventbatcher.record.Item;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a lane from reading to settling, in offset order: first open batches, whose items are being sent, then waiting ones.
 *
 * <p>Owned by the poll thread.
 */
final class LaneBatches {
    private final LaneBounds bounds;
    private final Deque<PendingBatch> open = new ArrayDeque<>();
    private final Deque<PendingBatch> waiting = new ArrayDeque<>();
    /** The last offset of each group of {@link CoalescedBatches} that is not settled. */
    private final Deque<Long> unsettled = new ArrayDeque<>();

    private int unconfirmed;
    private boolean lacksComparison;
    private long events;
    private long bytes;

    LaneBatches(LaneBounds bounds) {
        this.bounds = bounds;
    }

    void accept(PendingBatch batch) {
        waiting.addLast(batch);
        events += batch.size();
        bytes += batch.bytes();
        openSettledBefore();
    }

    /** Batches settled by an earlier owner need no request; so the first waiting batch always needs one. */
    private void openSettledBefore() {
        while (!waiting.isEmpty() && waiting.getFirst().finished()) {
            open.addLast(waiting.removeFirst());
        }
    }

    boolean full() {
        return bounds.full(events, bytes, lacksComparison);
    }

    boolean fillShare() {
        return bounds.fillShare(bytes);
    }

    /** True if nothing in the lane can show that HubSpot takes other events. */
    boolean lacksEvidence(boolean suspicious) {
        return !hasWaiting() && (lacksComparison || unconfirmed > 0 || suspicious);
    }

    long events() {
        return events;
    }

    @Nullable
    Instant oldest() {
        PendingBatch first = open.isEmpty() ? waiting.peekFirst() : open.peekFirst();
        return first == null ? null : first.closedAt();
    }

    boolean isEmpty() {
        return open.isEmpty() && waiting.isEmpty();
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** True if a waiting batch has a wanted item without an outcome. */
    boolean hasWaiting(Predicate<Item> wanted) {
        return waiting.stream().anyMatch(batch -> batch.hasUndecided(wanted));
    }

    /** True if any batch has a wanted item without an outcome. */
    boolean hasUndecided(Predicate<Item> wanted) {
        return all().anyMatch(batch -> batch.hasUndecided(wanted));
    }

    /**
     * True if a batch waits and the window has room. Batches that only await confirmation do not count, because it takes other batches to
     * confirm them.
     */
    boolean mayOpen() {
        return hasWaiting() && (unsettled.size() < bounds.window() || (unconfirmed > 0 && roomBesideUnconfirmed()));
    }

    private boolean roomBesideUnconfirmed() {
        return open.stream().filter(batch -> !batch.awaitsConfirmationOnly()).count() < bounds.window();
    }

    /** Other inputs are needed to compare suspicious ones with; if no batch waits, more than usual is read. */
    void wantComparison() {
        lacksComparison = !hasWaiting();
    }

    /** True if a batch waits and may be opened for comparison, even beyond the window. */
    boolean mayOpenForComparison() {
        return hasWaiting() && bounds.mayOpenForComparison(unsettled.size());
    }

    /** Opens the batches of the next request. Only when a batch waits. */
    CoalescedBatches openNext() {
        CoalescedBatches next = CoalescedBatches.next(waiting, bounds);
        open.addAll(next.batches());
        unsettled.addLast(next.lastOffset());
        openSettledBefore();
        return next;
    }

    void addUnconfirmed(int more) {
        unconfirmed += more;
    }

    int unconfirmed() {
        return unconfirmed;
    }

    boolean hasFinished() {
        return !open.isEmpty() && open.getFirst().finished();
    }

    /** The open batches, in offset order. */
    Collection<PendingBatch> open() {
        return Collections.unmodifiableCollection(open);
    }

    /** All batches, in offset order. */
    Stream<PendingBatch> all() {
        return Stream.concat(open.stream(), waiting.stream());
    }

    /** True if no batch is left after this settlement. */
    boolean emptiedBy(Settlement settlement) {
        return waiting.isEmpty() && open.size() == settlement.batches().size();
    }

    /** The batches of a settlement go. */
    void remove(Settlement settlement) {
        for (PendingBatch batch : settlement.batches()) {
            open.remove(batch);
            events -= batch.size();
            bytes -= batch.bytes();
        }
        lacksComparison &= settlement.batches().isEmpty();
        unsettled.removeIf(lastOffset -> lastOffset < settlement.nextOffset());
    }
}
