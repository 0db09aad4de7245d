package io.eventbatcher.delivery.inflight;

import io.eventbatcher.delivery.history.HaltHistory;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.ItemOutcome;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import java.util.List;

/**
 * A rejection without confirmation that the route works.
 *
 * @param outcome the outcome of the item if the rejection is confirmed
 * @param lastRequest number of the last request with the rejected item
 * @param firstRequest number of the first request with the rejected item; a lane sends withdrawn items in the order of first requests
 * @param attempts number of requests with the item
 * @param halts the halting answers to the item
 */
public record UnconfirmedRejection(
        Lane lane,
        BatchedItem item,
        ItemOutcome.Dead outcome,
        long lastRequest,
        long firstRequest,
        int attempts,
        HaltHistory halts) {
    public String name() {
        return item.name();
    }

    public String identity() {
        return item.item().identity();
    }

    public void holdBack() {
        item.batch().addUnconfirmed();
        lane.addUnconfirmed(1);
    }

    /** The rejection is confirmed or withdrawn, or tried again. */
    public void release() {
        item.batch().removeUnconfirmed();
        lane.addUnconfirmed(-1);
    }

    public PendingRequest request() {
        return new PendingRequest(List.of(MergedInput.of(item)), attempts, halts);
    }
}
