package io.eventbatcher.delivery.lane;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One assignment of a partition of a batches topic. When the partition is revoked the lane is dropped; a later assignment of the same
 * partition is another object, and a late answer changes nothing.
 *
 * <p>Batches become {@link LaneRequests} as the window allows; settling takes finished batches away. Owned by the poll thread.
 */
public final class Lane {
    private final Route route;
    private final int number;
    private final LaneBatches batches;
    private final RequestSlots slots;
    private final LaneRequests requests;

    /**
     * A lane that starts where the last owner stopped.
     *
     * @param committed the offset committed so far; -1 when there is none
     * @param tally the counts up to the offset, and the items settled beyond the offset
     */
    public Lane(Route route, int number, LaneBounds bounds, long committed, OffsetMetadata tally) {
        this.route = route;
        this.number = number;
        this.batches = new LaneBatches(bounds, new OffsetTracker(committed, tally));
        this.slots = new RequestSlots(bounds.window());
        this.requests = new LaneRequests(route.ordered(), bounds, batches, slots);
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
        batches.accept(batch);
    }

    /** True if the lane may hold no more; the partition is paused then. */
    public boolean full() {
        return batches.full();
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

    /** True if a settlement would hold batches. */
    public boolean hasFinished() {
        return batches.hasFinished();
    }

    /** The finished batches before the first unfinished one; after {@link #settleUnfinished}, all decided items. */
    public Settlement settlement() {
        return batches.settlement();
    }

    /**
     * The part that needs no dead letter of a lane that is left; empty for others. The next owner sends the rest again, and buries what HubSpot refuses
     * again.
     */
    public Optional<Settlement> settlementWithoutDeadLetters() {
        return batches.settlesUnfinished() ? Optional.of(batches.settlementWithoutDeadLetters()) : Optional.empty();
    }

    /** True if nothing is left after the settlement, and the consumer's position may be committed. */
    public boolean drainedBy(Settlement settlement) {
        return batches.emptiedBy(settlement);
    }

    /** The settlement is committed. */
    public void settled(Settlement settlement) {
        batches.settled(settlement);
    }

    /** The offset committed so far; -1 when there is none. */
    public long committed() {
        return batches.committed();
    }

    /** Sends no more; requests in flight may still be answered and settled. */
    public void leave() {
        slots.leave();
    }

    /** Takes {@link #leave} back. */
    public void stay() {
        slots.stay();
    }

    /** True if the lane itself made the last commit: nobody else has settled anything since. Null for a group without a commit. */
    public boolean madeLastCommit(@Nullable OffsetAndMetadata committed) {
        return batches.madeLastCommit(committed);
    }

    /** The offset to read on from. */
    public long position() {
        return batches.position();
    }

    /** Requests in flight are not awaited any longer: decided items of unfinished batches are settled, too. */
    public void settleUnfinished() {
        batches.settleUnfinished();
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
