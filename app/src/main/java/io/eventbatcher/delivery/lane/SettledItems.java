package io.eventbatcher.delivery.lane;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Receipt;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Items of one batch to settle together: all, or the items decided at a handover, or the rest after an earlier handover. */
public final class SettledItems {
    private final PendingBatch batch;
    private final BitSet items;

    private SettledItems(PendingBatch batch, BitSet items) {
        this.batch = batch;
        this.items = items;
    }

    /** The items of a batch with an outcome, not settled yet. */
    public static SettledItems decidedOf(PendingBatch batch) {
        return new SettledItems(batch, batch.decided());
    }

    public PendingBatch batch() {
        return batch;
    }

    /** A copy. */
    BitSet items() {
        return (BitSet) items.clone();
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** The items with an index below the given one. */
    SettledItems before(int index) {
        return index >= items.length() ? this : new SettledItems(batch, items.get(0, Math.max(0, index)));
    }

    SettledItems withoutDeadLetters() {
        BitSet others = items();
        items.stream()
                .filter(index -> batch.outcome(index) instanceof ItemOutcome.Dead)
                .forEach(others::clear);
        return new SettledItems(batch, others);
    }

    /** The addition to the lane's tally. */
    public Tally tally() {
        long all = items.cardinality();
        long dead = deadLetters().size();
        return new Tally(all, all - dead, 0, dead);
    }

    public List<DeadLetter> deadLetters() {
        List<DeadLetter> letters = new ArrayList<>();
        items.stream().forEach(index -> {
            if (batch.outcome(index) instanceof ItemOutcome.Dead dead) {
                letters.add(dead.letter());
            }
        });
        return letters;
    }

    public Receipt receipt() {
        List<Receipt.Request> requests = new ArrayList<>();
        List<Receipt.Delivered> delivered = new ArrayList<>(items.cardinality());
        items.stream().forEach(index -> {
            if (batch.outcome(index) instanceof ItemOutcome.Delivered item) {
                delivered.add(
                        new Receipt.Delivered(batch.item(index), indexOf(item.request(), requests), item.mergedInto()));
            }
        });
        return new Receipt(batch.id(), batch.route(), requests, delivered);
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
        return batch + " " + items;
    }
}
