package io.eventbatcher.delivery.lane;

import io.eventbatcher.record.Item;

/** An item's place in its batch: where its verdict goes. */
public record BatchedItem(PendingBatch batch, int index) {
    public Item item() {
        return batch.item(index);
    }

    public void decide(ItemOutcome verdict) {
        batch.decide(index, verdict);
    }
}
