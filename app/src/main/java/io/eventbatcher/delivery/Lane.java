package io.eventbatcher.delivery;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One assignment of a partition of a batches topic: an epoch. When the partition is revoked this object is dropped; a later
 * assignment of the same partition is another object, so that an answer which still refers to this one changes nothing.
 *
 * <p>Owned by the poll thread.
 */
final class Lane {
    private final Route route;
    private final int number;
    private final LaneBounds bounds;

    private final Deque<PendingBatch> waiting = new ArrayDeque<>();
    private final Deque<PendingBatch> open = new ArrayDeque<>();
    /** The last offset of each load that is not settled. */
    private final Deque<Long> unsettled = new ArrayDeque<>();

    private final Deque<Shipment> ready = new ArrayDeque<>();
    private int inFlight;
    private int delayed;
    private long events;
    private long bytes;
    private long committed;
    private Tally tally;
    private boolean leaving;
    private boolean dropped;

    /**
     * A lane that starts where its predecessor stopped.
     *
     * @param bounds how much it sends and holds
     * @param committed the offset committed so far; -1 when there is none
     * @param tally what was counted up to there
     */
    Lane(Route route, int number, LaneBounds bounds, long committed, Tally tally) {
        this.route = route;
        this.number = number;
        this.bounds = bounds;
        this.committed = committed;
        this.tally = tally;
    }

    Route route() {
        return route;
    }

    int number() {
        return number;
    }

    Account account() {
        return new Account(Account.Stage.DELIVERY, route.label(), number);
    }

    void accept(PendingBatch batch) {
        waiting.addLast(batch);
        events += batch.size();
        bytes += batch.bytes();
    }

    /** Whether it holds as much as it may; then its partition is paused. */
    boolean full() {
        return bounds.full(events, bytes);
    }

    /** Whether everything it was given is settled. */
    boolean drained() {
        return waiting.isEmpty() && open.isEmpty();
    }

    boolean wantsToSend() {
        return !leaving
                && !dropped
                && inFlight + delayed < bounds.window()
                && (!ready.isEmpty() || (unsettled.size() < bounds.window() && !waiting.isEmpty()));
    }

    /** The next shipment, which is in flight from now on. Only when it {@link #wantsToSend}. */
    Shipment takeNext() {
        if (ready.isEmpty()) {
            Load load = Load.next(waiting, bounds);
            open.addAll(load.batches());
            unsettled.addLast(load.lastOffset());
            ready.addAll(load.shipments(bounds));
        }
        inFlight++;
        return ready.removeFirst().sentOnceMore();
    }

    /** An answer came; what follows from it is on its way to {@link #goesOn}. */
    void answered() {
        inFlight--;
        delayed++;
    }

    /** What follows from an answer goes before everything else, in order. */
    void goesOn(List<Shipment> followUps) {
        delayed--;
        for (int i = followUps.size() - 1; i >= 0; i--) {
            ready.addFirst(followUps.get(i));
        }
    }

    int inFlight() {
        return inFlight;
    }

    boolean hasFinished() {
        return !open.isEmpty() && open.getFirst().finished();
    }

    /** The finished batches before the first unfinished one. */
    Settlement settlement() {
        List<PendingBatch> finished = new ArrayList<>();
        Tally sum = tally;
        long next = committed;
        for (PendingBatch batch : open) {
            if (!batch.finished()) {
                break;
            }
            finished.add(batch);
            sum = sum.plus(batch.tally());
            next = batch.offset() + 1;
        }
        return new Settlement(this, finished, next, sum);
    }

    /** Whether nothing is left when these are settled, so that the consumer's position may be committed. */
    boolean drainedBy(Settlement settlement) {
        return waiting.isEmpty() && open.size() == settlement.batches().size();
    }

    /** This settlement is committed. */
    void settled(Settlement settlement) {
        for (PendingBatch batch : settlement.batches()) {
            open.remove(batch);
            events -= batch.size();
            bytes -= batch.bytes();
        }
        unsettled.removeIf(lastOffset -> lastOffset < settlement.nextOffset());
        committed = settlement.nextOffset();
        tally = settlement.tally();
    }

    long committed() {
        return committed;
    }

    /** Sends no more; what is in flight may still be answered and settled. */
    void leave() {
        leaving = true;
    }

    /** The partition is no longer ours; nothing more is sent or settled. */
    void drop() {
        dropped = true;
    }

    boolean dropped() {
        return dropped;
    }

    @Override
    public String toString() {
        return route.label() + '-' + number;
    }
}
