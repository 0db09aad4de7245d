package io.eventbatcher.delivery.lane;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Receipt;
import org.jspecify.annotations.Nullable;

/** The final outcome of an item. */
public sealed interface ItemOutcome {
    /** HubSpot took the item. All items of an input share one object. */
    record Delivered(Receipt.Request request, @Nullable Item mergedInto) implements ItemOutcome {}

    /** HubSpot will never take the item. */
    record Dead(DeadLetter letter) implements ItemOutcome {}

    /** An earlier owner of the lane settled the item; the receipt or dead letter is written. */
    record SettledBefore() implements ItemOutcome {}
}
