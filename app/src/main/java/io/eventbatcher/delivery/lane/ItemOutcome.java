package io.eventbatcher.delivery.lane;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Receipt;
import org.jspecify.annotations.Nullable;

/** What became of an item, for good. */
public sealed interface ItemOutcome {
    /** HubSpot took it; one object for all items of an input. */
    record Delivered(Receipt.Request request, @Nullable Item mergedInto) implements ItemOutcome {}

    /** HubSpot will never take it. */
    record Dead(DeadLetter letter) implements ItemOutcome {}

    /** It is settled, with its receipt or dead letter, by whoever had the lane before; what it was is written there. */
    record SettledBefore() implements ItemOutcome {}
}
