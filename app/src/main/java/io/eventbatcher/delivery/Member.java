package io.eventbatcher.delivery;

import io.eventbatcher.record.Item;

/** An item's place in its batch: where its verdict goes. */
record Member(PendingBatch batch, int index) {
    Item item() {
        return batch.item(index);
    }

    void decide(Verdict verdict) {
        batch.decide(index, verdict);
    }
}
