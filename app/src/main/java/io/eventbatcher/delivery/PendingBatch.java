package io.eventbatcher.delivery;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Receipt;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A batch whose items are getting their verdicts. */
final class PendingBatch {
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

    boolean hasSuch(Predicate<Member> wanted) {
        return IntStream.range(0, size())
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

    /** What this batch adds to its lane's tally. */
    Tally tally() {
        long dead = deadLetters().size();
        return new Tally(verdicts.length, verdicts.length - dead, 0, dead);
    }

    List<DeadLetter> deadLetters() {
        List<DeadLetter> letters = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Dead dead) {
                letters.add(dead.letter());
            }
        }
        return letters;
    }

    Receipt receipt() {
        List<Receipt.Request> requests = new ArrayList<>();
        List<Receipt.Delivered> delivered = new ArrayList<>(verdicts.length);
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] instanceof Verdict.Delivered one) {
                delivered.add(new Receipt.Delivered(item(i), indexOf(one.request(), requests), one.mergedInto()));
            }
        }
        return new Receipt(id, route(), requests, delivered);
    }

    /** Neighbours mostly went by the same request, so the search from the end is short. */
    @SuppressWarnings("ReferenceEquality") // two requests with equal facts are still two
    private static int indexOf(Receipt.Request request, List<Receipt.Request> requests) {
        for (int i = requests.size() - 1; i >= 0; i--) {
            if (requests.get(i) == request) {
                return i;
            }
        }
        requests.add(request);
        return requests.size() - 1;
    }

    @Override
    public String toString() {
        return id;
    }
}
