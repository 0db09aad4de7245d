package io.eventbatcher.delivery.lane;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One assignment of a partition of a batches topic. When the partition is revoked the lane is dropped; a later assignment of the same
 * partition is another object, and a late answer changes nothing.
 *
 * <p>Batches become {@link LaneRequests} as the window allows; {@link LaneSettling} takes finished batches away. Owned by the poll thread.
 */
public final class Lane {
    private final Route route;
    private final int number;
    private final LaneBatches batches;
    private final RequestSlots slots;
    private final LaneRequests requests;
    private final LaneSettling settling;

    /**
     * A lane that starts where the last owner stopped.
     *
     * @param committed the offset committed so far; -1 when there is none
     * @param tally the counts up to the offset, and the items settled beyond the offset
     */
    public Lane(Route route, int number, LaneBounds bounds, long committed, OffsetMetadata tally) {
        this.route = route;
        this.number = number;
        this.batches = new LaneBatches(bounds);
        this.slots = new RequestSlots(bounds.window());
        this.requests = new LaneRequests(route.ordered(), bounds, batches, slots);
        this.settling = new LaneSettling(batches, committed, tally);
    }

    public Route route() {
        return route;
    }

    public int number() {
        return number;
    }

    public Account account() {
        return new Account(Account.Stage.DELIVERY, route.label(), number);
    }

    public void accept(PendingBatch batch) {
        settling.read(batch);
        batches.accept(batch);
    }

    /**
     * True if the lane may hold no more; the partition is paused then. Its share of the heap does not stop a lane that needs further events for
     * the evidence that HubSpot takes others.
     */
    public boolean full() {
        return batches.full() || (batches.fillShare() && !batches.lacksEvidence(requests.allSuspicious()));
    }

    /** True if every accepted batch is settled. */
    public boolean drained() {
        return batches.isEmpty();
    }

    /** The number of events that are not settled. */
    public long waiting() {
        return batches.events();
    }

    /** The time at which the oldest batch that is not settled was closed; null for none. */
    public @Nullable Instant oldest() {
        return batches.oldest();
    }

    /** The requests to send. */
    public LaneRequests requests() {
        return requests;
    }

    /** The settling of batches. */
    public LaneSettling settling() {
        return settling;
    }

    public boolean wantsToSend() {
        return requests.wantsToSend();
    }

    /** True if a further request may be in flight. */
    public boolean isFree() {
        return slots.isFree();
    }

    /** The partition was assigned before: nothing is sent, and overtakes, while requests of the predecessor are in flight. */
    public void follows(Lane predecessor) {
        slots.follow(predecessor.slots);
    }

    /** True if HubSpot may be at work on a request of this partition. */
    public boolean hasInFlight() {
        return slots.hasInFlight();
    }

    /** The number of requests in flight. */
    public int inFlight() {
        return slots.inFlight();
    }

    /** @param more the change in the number of rejections without confirmation */
    public void addUnconfirmed(int more) {
        batches.addUnconfirmed(more);
    }

    /** Number of rejections without confirmation. */
    public int unconfirmed() {
        return batches.unconfirmed();
    }

    /** True if a wanted item has no outcome yet. */
    public boolean hasUndecided(Predicate<Item> wanted) {
        return batches.hasUndecided(wanted);
    }

    /** Sends no more; requests in flight may still be answered and settled. */
    public void leave() {
        slots.leave();
    }

    /** Takes {@link #leave} back. */
    public void stay() {
        slots.stay();
    }

    /** The partition is revoked; nothing more is sent or settled. */
    public void drop() {
        slots.drop();
    }

    public boolean dropped() {
        return slots.dropped();
    }

    @Override
    public String toString() {
        return route.label() + '-' + number;
    }
}
