package io.eventbatcher.delivery;

import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.util.BitSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A batch whose items are getting their verdicts. */
final class PendingBatch {
    private static final Verdict SETTLED_BEFORE = new Verdict.SettledBefore();

    private final String id;
    private final long offset;
    private final long bytes;
    private final Batch batch;
    private final long jsonBytes;
    private final @Nullable Verdict[] verdicts;
    private int undecided;
    private int heldBack;
    private boolean delivered;

    /**
     * A batch without any verdict.
     *
     * @param offset its offset in its lane
     * @param bytes what it takes in memory, about
     */
    PendingBatch(Batch batch, long offset, long bytes) {
        this.id = batch.route().label() + '-' + batch.lane() + '-' + offset;
        this.offset = offset;
        this.bytes = bytes;
        this.batch = batch;
        this.jsonBytes = batch.items().stream().mapToLong(Item::jsonLength).sum();
        this.verdicts = new Verdict[batch.items().size()];
        this.undecided = verdicts.length;
    }

    String id() {
        return id;
    }

    long offset() {
        return offset;
    }

    long bytes() {
        return bytes;
    }

    /** The JSON of its items, in bytes. */
    long jsonBytes() {
        return jsonBytes;
    }

    Route route() {
        return batch.route();
    }

    int size() {
        return verdicts.length;
    }

    Item item(int index) {
        return batch.items().get(index);
    }

    /** Whether there is such an item among those that need a verdict. */
    boolean hasSuch(Predicate<Member> wanted) {
        return IntStream.range(0, size())
                .filter(index -> !isDecided(index))
                .mapToObj(index -> new Member(this, index))
                .anyMatch(wanted);
    }

    void decide(int index, Verdict verdict) {
        if (verdicts[index] != null) {
            throw new IllegalStateException(item(index) + " of batch " + id + " has its verdict already");
        }
        verdicts[index] = verdict;
        undecided--;
        delivered |= verdict instanceof Verdict.Delivered;
    }

    /** Whether HubSpot took any of it. */
    boolean hasDelivered() {
        return delivered;
    }

    /** The verdict of one more item is known, but not believed yet. */
    void holdBack() {
        heldBack++;
    }

    /** The verdict of an item is believed, or was withdrawn. */
    void release() {
        heldBack--;
    }

    /** Whether nothing is left to do but to learn whether verdicts are right. */
    boolean onlyHeldBack() {
        return undecided > 0 && undecided == heldBack;
    }

    /** Whether every item has its verdict. */
    boolean finished() {
        return undecided == 0;
    }

    @Nullable
    Verdict verdict(int index) {
        return verdicts[index];
    }

    boolean isDecided(int index) {
        return verdicts[index] != null;
    }

    /** What is decided and not settled. */
    Portion decided() {
        return new Portion(this, which(verdict -> verdict != null && !(verdict instanceof Verdict.SettledBefore)));
    }

    /** The items that are settled already, although the lane's offset is not past this batch. */
    BitSet settledBefore() {
        return which(Verdict.SettledBefore.class::isInstance);
    }

    /** These items are settled, whether their verdicts are known here or not. */
    void settledBefore(BitSet items) {
        items.stream().forEach(index -> {
            if (verdicts[index] == null) {
                undecided--;
            }
            verdicts[index] = SETTLED_BEFORE;
        });
    }

    private BitSet which(Predicate<@Nullable Verdict> wanted) {
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
