package io.eventbatcher.delivery.lane;

import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.BitSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A batch with the outcomes of its items so far. */
public final class PendingBatch {
    private static final ItemOutcome SETTLED_BEFORE = new ItemOutcome.SettledBefore();

    private final String id;
    private final long offset;
    private final long bytes;
    private final Batch batch;
    private final long jsonBytes;
    private final @Nullable ItemOutcome[] outcomes;
    private int undecided;
    private int unconfirmed;
    private boolean delivered;

    /**
     * A batch without any outcome.
     *
     * @param offset the batch's offset in the lane
     * @param bytes the memory taken, about
     */
    public PendingBatch(Batch batch, long offset, long bytes) {
        this.id = batch.route().label() + '-' + batch.lane() + '-' + offset;
        this.offset = offset;
        this.bytes = bytes;
        this.batch = batch;
        this.jsonBytes = batch.items().stream().mapToLong(Item::jsonLength).sum();
        this.outcomes = new ItemOutcome[batch.items().size()];
        this.undecided = outcomes.length;
    }

    public String id() {
        return id;
    }

    public long offset() {
        return offset;
    }

    long bytes() {
        return bytes;
    }

    /** The bytes of all items' JSON. */
    long jsonBytes() {
        return jsonBytes;
    }

    /** The time at which batching closed the batch. */
    Instant closedAt() {
        return Instant.ofEpochMilli(batch.closedAt());
    }

    public Route route() {
        return batch.route();
    }

    int lane() {
        return batch.lane();
    }

    public int size() {
        return outcomes.length;
    }

    public Item item(int index) {
        return batch.items().get(index);
    }

    /** True if a wanted item has no outcome yet. */
    boolean hasUndecided(Predicate<Item> wanted) {
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null && wanted.test(item(i))) {
                return true;
            }
        }
        return false;
    }

    void decide(int index, ItemOutcome outcome) {
        if (outcomes[index] != null) {
            throw new IllegalStateException(item(index) + " of batch " + id + " has its outcome already");
        }
        outcomes[index] = outcome;
        undecided--;
        delivered |= outcome instanceof ItemOutcome.Delivered;
    }

    /** True if HubSpot took an item. */
    public boolean hasDelivered() {
        return delivered;
    }

    /** True if an item is dead, and its letter not settled. */
    boolean hasDeadLetter() {
        return !indices(ItemOutcome.Dead.class::isInstance).isEmpty();
    }

    /** One more item was rejected, and awaits confirmation. */
    public void addUnconfirmed() {
        unconfirmed++;
    }

    /** The rejection of an item is confirmed or withdrawn. */
    public void removeUnconfirmed() {
        unconfirmed--;
    }

    /** True if nothing is left but rejections without confirmation. */
    boolean awaitsConfirmationOnly() {
        return undecided > 0 && undecided == unconfirmed;
    }

    /** True if every item has its outcome. */
    public boolean finished() {
        return undecided == 0;
    }

    @Nullable
    ItemOutcome outcome(int index) {
        return outcomes[index];
    }

    boolean isDecided(int index) {
        return outcomes[index] != null;
    }

    /** The items with an unsettled outcome. */
    BitSet decided() {
        return indices(outcome -> outcome != null && !(outcome instanceof ItemOutcome.SettledBefore));
    }

    /** The items settled already, although the lane's offset is not past the batch. */
    public BitSet settledBefore() {
        return indices(ItemOutcome.SettledBefore.class::isInstance);
    }

    /** Marks items as settled, with or without an outcome known here. */
    void settledBefore(BitSet items) {
        items.stream().forEach(index -> {
            if (outcomes[index] == null) {
                undecided--;
            }
            outcomes[index] = SETTLED_BEFORE;
        });
    }

    private BitSet indices(Predicate<@Nullable ItemOutcome> wanted) {
        BitSet indices = new BitSet(outcomes.length);
        for (int i = 0; i < outcomes.length; i++) {
            indices.set(i, wanted.test(outcomes[i]));
        }
        return indices;
    }

    @Override
    public String toString() {
        return id;
    }
}
