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
    /** Beyond these bytes a lane takes no more, however few its batches are. */
    static final long FULL_BYTES = 16L * 1024 * 1024;

    private static final int LEAST_HELD = 4;

    private final Route route;
    private final int number;
    private final int window;

    private final Deque<PendingBatch> waiting = new ArrayDeque<>();
    private final Deque<PendingBatch> open = new ArrayDeque<>();
    private final Deque<Shipment> ready = new ArrayDeque<>();
    private int inFlight;
    private int delayed;
    private long bytes;
    private long committed;
    private Tally tally;
    private boolean dropped;

    /**
     * A lane that starts where its predecessor stopped.
     *
     * @param window the most unsettled batches being sent, and the most shipments out, at a time
     * @param committed the offset committed so far; -1 when there is none
     * @param tally what was counted up to there
     */
    Lane(Route route, int number, int window, long committed, Tally tally) {
        this.route = route;
        this.number = number;
        this.window = window;
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
        bytes += batch.bytes();
    }

    /** Whether it holds as much as it may; then its partition is paused. */
    boolean full() {
        return bytes >= FULL_BYTES || waiting.size() + open.size() >= Math.max(LEAST_HELD, 2 * window);
    }

    /** Whether everything it was given is settled. */
    boolean drained() {
        return waiting.isEmpty() && open.isEmpty();
    }

    boolean wantsToSend() {
        return !dropped
                && inFlight + delayed < window
                && (!ready.isEmpty() || (open.size() < window && !waiting.isEmpty()));
    }

    /** The next shipment, which is in flight from now on. Only when it {@link #wantsToSend}. */
    Shipment takeNext() {
        if (ready.isEmpty()) {
            PendingBatch next = waiting.removeFirst();
            open.addLast(next);
            ready.addLast(Shipment.of(next));
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
            bytes -= batch.bytes();
        }
        committed = settlement.nextOffset();
        tally = settlement.tally();
    }

    long committed() {
        return committed;
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
