package io.eventbatcher.delivery.lane;

import io.eventbatcher.record.Item;

/** An item and its place in a batch, where the item's outcome is kept. */
public record BatchedItem(PendingBatch batch, int index) {
    public Item item() {
        return batch.item(index);
    }

    public boolean isDecided() {
        return batch.isDecided(index);
    }

    public void decide(ItemOutcome outcome) {
        batch.decide(index, outcome);
    }
}
