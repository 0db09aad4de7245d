package io.eventbatcher.delivery.lane;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Receipt;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Items of a batch that are settled together: all of them, or what a handover leaves, or what the handover before has left. */
public final class SettledItems {
    private final PendingBatch batch;
    private final BitSet items;

    /** @param items which have their verdicts */
    public SettledItems(PendingBatch batch, BitSet items) {
        this.batch = batch;
        this.items = (BitSet) items.clone();
    }

    public PendingBatch batch() {
        return batch;
    }

    /** A copy. */
    public BitSet items() {
        return (BitSet) items.clone();
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** Those of it whose index is less than this. */
    public SettledItems before(int index) {
        return index >= items.length() ? this : new SettledItems(batch, items.get(0, Math.max(0, index)));
    }

    /** What it adds to its lane's tally. */
    public Tally tally() {
        long all = items.cardinality();
        long dead = deadLetters().size();
        return new Tally(all, all - dead, 0, dead);
    }

    public List<DeadLetter> deadLetters() {
        List<DeadLetter> letters = new ArrayList<>();
        items.stream().forEach(index -> {
            if (batch.verdict(index) instanceof ItemOutcome.Dead dead) {
                letters.add(dead.letter());
            }
        });
        return letters;
    }

    public Receipt receipt() {
        List<Receipt.Request> requests = new ArrayList<>();
        List<Receipt.Delivered> delivered = new ArrayList<>(items.cardinality());
        items.stream().forEach(index -> {
            if (batch.verdict(index) instanceof ItemOutcome.Delivered one) {
                delivered.add(
                        new Receipt.Delivered(batch.item(index), indexOf(one.request(), requests), one.mergedInto()));
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
