package io.eventbatcher.delivery.lane;

import io.eventbatcher.record.Item;

/** An item and its place in a batch, where the item's outcome is kept. */
public record BatchedItem(PendingBatch batch, int index) {
    public Item item() {
        return batch.item(index);
    }

    /** The name by which HubSpot must know the event; empty where there is none. */
    public String name() {
        return item().name(batch.route());
    }

    public boolean isDecided() {
        return batch.isDecided(index);
    }

    public void decide(ItemOutcome outcome) {
        batch.decide(index, outcome);
    }
}
