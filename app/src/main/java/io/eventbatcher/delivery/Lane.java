package io.eventbatcher.delivery;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Bookmark;
import io.eventbatcher.route.Route;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One assignment of a partition of a batches topic: an epoch. When the partition is revoked this object is dropped; a later
 * assignment of the same partition is another object, so that an answer which still refers to this one changes nothing.
 *
 * <p>Owned by the poll thread.
 */
final class Lane {
    /** So many loads more than the window may be open, so that what is under suspicion can be compared with something. */
    private static final int WITNESSES = 6;

    private final Route route;
    private final int number;
    private final LaneBounds bounds;

    private final Deque<PendingBatch> waiting = new ArrayDeque<>();
    private final Deque<PendingBatch> open = new ArrayDeque<>();
    /** The last offset of each load that is not settled. */
    private final Deque<Long> unsettled = new ArrayDeque<>();

    private final Deque<Shipment> ready = new ArrayDeque<>();
    private final Aside aside;
    private int inFlight;
    private int delayed;
    private int heldBack;
    private long events;
    private long bytes;
    private final LaneBooks books;
    private boolean leaving;
    private boolean dropped;

    /**
     * A lane that starts where its predecessor stopped.
     *
     * @param bounds how much it sends and holds
     * @param committed the offset committed so far; -1 when there is none
     * @param bookmark what was counted up to there, and what is settled beyond
     */
    Lane(Route route, int number, LaneBounds bounds, long committed, Bookmark bookmark) {
        this.route = route;
        this.number = number;
        this.bounds = bounds;
        this.aside = new Aside(route.ordered());
        this.books = new LaneBooks(committed, bookmark);
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

    /** Whether it holds as much as it may; then its partition is paused. */
    boolean full() {
        return bounds.full(events, bytes);
    }

    /** Whether everything it was given is settled. */
    boolean drained() {
        return waiting.isEmpty() && open.isEmpty();
    }

    boolean wantsToSend() {
        return isFree()
                && (aside.firstFree(ready) != null
                        || (ready.isEmpty() && aside.letsAllPass() && !waiting.isEmpty() && mayOpen()));
    }

    /** Whether another shipment may be out. */
    boolean isFree() {
        return !leaving && !dropped && inFlight + delayed < bounds.window();
    }

    /** Batches whose verdicts are held back do not count, or nothing could come to show whether these are right. */
    private boolean mayOpen() {
        return unsettled.size() < bounds.window()
                || (heldBack > 0
                        && open.stream().filter(batch -> !batch.onlyHeldBack()).count() < bounds.window());
    }

    /** So many verdicts more, or fewer, are held back. */
    void holdBack(int more) {
        heldBack += more;
    }

    /** The next shipment, which is in flight from now on. Only when it {@link #wantsToSend}. */
    Shipment takeNext() {
        if (ready.isEmpty()) {
            openNext();
        }
        Shipment next = Objects.requireNonNull(aside.firstFree(ready));
        ready.remove(next);
        inFlight++;
        return next.sentOnceMore();
    }

    private void openNext() {
        Load load = Load.next(waiting, bounds);
        open.addAll(load.batches());
        unsettled.addLast(load.lastOffset());
        ready.addAll(aside.divided(load.shipments(bounds)));
        openFinished();
    }

    /**
     * The beginning of another batch, or one of those that are ready, in turns; where order is kept always the next. In flight from now
     * on. Only when it {@link #wantsToSend}.
     */
    Shipment takeAny(int turn) {
        if (route.ordered()) {
            return takeNext();
        }
        if (!waiting.isEmpty() && (turn % 2 == 0 || ready.isEmpty())) {
            openNext();
            inFlight++;
            return ready.removeLast().sentOnceMore();
        }
        Shipment chosen = List.copyOf(ready).get(turn / 2 % ready.size());
        ready.remove(chosen);
        inFlight++;
        return chosen.sentOnceMore();
    }

    /** Whether so many inputs, whose JSON has so many bytes together, make one request. */
    boolean fit(int inputs, long jsonBytes) {
        return bounds.fit(inputs, jsonBytes);
    }

    /**
     * A shipment with such an item, which is in flight from now on; null when there is none. Opens more than the window allows where it
     * must, and is for lanes without order. Only when it {@link #isFree}.
     */
    @Nullable
    Shipment takeWith(Predicate<Member> wanted) {
        if (waiting.stream().anyMatch(batch -> batch.hasSuch(wanted))) {
            while (ready.stream().noneMatch(shipment -> shipment.hasSuch(wanted))) {
                openNext();
            }
        }
        Optional<Shipment> found =
                ready.stream().filter(shipment -> shipment.hasSuch(wanted)).findFirst();
        if (found.isEmpty()) {
            return null;
        }
        ready.remove(found.get());
        inFlight++;
        return found.get().sentOnceMore();
    }

    /** A shipment that is not of its line is in flight from now on. Only when it {@link #isFree}. */
    void takesAside() {
        inFlight++;
    }

    /** These go before all that is ready, in order: they were there before. */
    void goesFirst(List<Shipment> earlier) {
        for (int i = earlier.size() - 1; i >= 0; i--) {
            ready.addFirst(earlier.get(i));
        }
    }

    /** An answer came; what follows from it is on its way to {@link #goesOn}. */
    void answered() {
        inFlight--;
        delayed++;
    }

    /** What follows from an answer goes before everything else, in order. */
    void goesOn(List<Shipment> followUps) {
        delayed--;
        goesFirst(followUps);
    }

    /** These are under suspicion: they wait beside the lane, and others may pass. */
    void stepAside(List<Shipment> suspects) {
        delayed--;
        aside.leave(suspects);
    }

    /** Their next try is due. */
    void comeBack(List<Shipment> suspects) {
        aside.comeBack(suspects);
        goesFirst(suspects);
    }

    /** Something else is to be tried, too, even if it means to hold more unsettled than usual. */
    void callWitness() {
        boolean nobody = aside.firstFree(ready) == null;
        if (nobody && !waiting.isEmpty() && unsettled.size() < bounds.window() + WITNESSES) {
            openNext();
        }
    }

    int inFlight() {
        return inFlight;
    }

    boolean hasFinished() {
        return !open.isEmpty() && open.getFirst().finished();
    }

    /** The finished batches before the first unfinished one; when the books are closed, all that is decided. */
    Settlement settlement() {
        return books.settlement(this, open, waiting);
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
        books.settled(settlement);
    }

    long committed() {
        return books.committed();
    }

    /** Sends no more; what is in flight may still be answered and settled. */
    void leave() {
        leaving = true;
    }

    /** What is in flight is not waited for any longer: what is decided is settled, even of unfinished batches. */
    void closeBooks() {
        books.close();
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
