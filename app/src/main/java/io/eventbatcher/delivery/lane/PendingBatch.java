package io.eventbatcher.delivery.lane;

import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.util.BitSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A batch whose items are getting their verdicts. */
public final class PendingBatch {
    private static final ItemOutcome SETTLED_BEFORE = new ItemOutcome.SettledBefore();

    private final String id;
    private final long offset;
    private final long bytes;
    private final Batch batch;
    private final long jsonBytes;
    private final @Nullable ItemOutcome[] verdicts;
    private int undecided;
    private int heldBack;
    private boolean delivered;

    /**
     * A batch without any verdict.
     *
     * @param offset its offset in its lane
     * @param bytes what it takes in memory, about
     */
    public PendingBatch(Batch batch, long offset, long bytes) {
        this.id = batch.route().label() + '-' + batch.lane() + '-' + offset;
        this.offset = offset;
        this.bytes = bytes;
        this.batch = batch;
        this.jsonBytes = batch.items().stream().mapToLong(Item::jsonLength).sum();
        this.verdicts = new ItemOutcome[batch.items().size()];
        this.undecided = verdicts.length;
    }

    public String id() {
        return id;
    }

    public long offset() {
        return offset;
    }

    public long bytes() {
        return bytes;
    }

    /** The JSON of its items, in bytes. */
    public long jsonBytes() {
        return jsonBytes;
    }

    public Route route() {
        return batch.route();
    }

    public int size() {
        return verdicts.length;
    }

    public Item item(int index) {
        return batch.items().get(index);
    }

    /** Whether there is such an item among those that need a verdict. */
    public boolean hasSuch(Predicate<BatchedItem> wanted) {
        return IntStream.range(0, size())
                .filter(index -> !isDecided(index))
                .mapToObj(index -> new BatchedItem(this, index))
                .anyMatch(wanted);
    }

    public void decide(int index, ItemOutcome verdict) {
        if (verdicts[index] != null) {
            throw new IllegalStateException(item(index) + " of batch " + id + " has its verdict already");
        }
        verdicts[index] = verdict;
        undecided--;
        delivered |= verdict instanceof ItemOutcome.Delivered;
    }

    /** Whether HubSpot took any of it. */
    public boolean hasDelivered() {
        return delivered;
    }

    /** The verdict of one more item is known, but not believed yet. */
    public void holdBack() {
        heldBack++;
    }

    /** The verdict of an item is believed, or was withdrawn. */
    public void release() {
        heldBack--;
    }

    /** Whether nothing is left to do but to learn whether verdicts are right. */
    public boolean onlyHeldBack() {
        return undecided > 0 && undecided == heldBack;
    }

    /** Whether every item has its verdict. */
    public boolean finished() {
        return undecided == 0;
    }

    @Nullable
    public ItemOutcome verdict(int index) {
        return verdicts[index];
    }

    public boolean isDecided(int index) {
        return verdicts[index] != null;
    }

    /** What is decided and not settled. */
    public SettledItems decided() {
        return new SettledItems(
                this, which(verdict -> verdict != null && !(verdict instanceof ItemOutcome.SettledBefore)));
    }

    /** The items that are settled already, although the lane's offset is not past this batch. */
    public BitSet settledBefore() {
        return which(ItemOutcome.SettledBefore.class::isInstance);
    }

    /** These items are settled, whether their verdicts are known here or not. */
    public void settledBefore(BitSet items) {
        items.stream().forEach(index -> {
            if (verdicts[index] == null) {
                undecided--;
            }
            verdicts[index] = SETTLED_BEFORE;
        });
    }

    private BitSet which(Predicate<@Nullable ItemOutcome> wanted) {
        BitSet which = new BitSet(verdicts.length);
        for (int i = 0; i < verdicts.length; i++) {
            which.set(i, wanted.test(verdicts[i]));
        }
        return which;
    }

    @Override
    public String toString() {
        return id;
    }
}
