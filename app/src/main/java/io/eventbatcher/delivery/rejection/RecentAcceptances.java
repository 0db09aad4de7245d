package io.eventbatcher.delivery.rejection;

import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.inflight.UnconfirmedRejection;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.MergedInput;
import java.time.Instant;
import java.util.List;

/** What HubSpot has taken of a route, as far as it speaks for or against rejections: the newest request, and the names of late. */
final class RecentAcceptances {
    private final AcceptedNames names = new AcceptedNames();
    private long newest = -1;

    /** Something of this errand was taken; three of its names stand for all. */
    void note(InFlightRequest errand, Instant now) {
        List<MergedInput> parcels = errand.sent().inputs();
        for (int i : new int[] {0, parcels.size() / 2, parcels.size() - 1}) {
            names.note(UnconfirmedRejection.name(parcels.get(i).items().get(0)), now);
        }
        newest = Math.max(newest, errand.number());
    }

    /** Whether the route works as far as a rejection goes: an input of a later request was taken, or another one of its batch. */
    boolean confirm(long rejectedBy, BatchedItem rejected) {
        return rejectedBy <= newest || rejected.batch().hasDelivered();
    }

    /** Whether an event of another name was taken since then. */
    boolean otherThan(String name, Instant since) {
        return names.otherThan(name, since);
    }
}
