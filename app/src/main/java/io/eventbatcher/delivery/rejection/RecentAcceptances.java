package io.eventbatcher.delivery.rejection;

import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.time.Moment;
import java.util.List;

/** Acceptances of a route that confirm or excuse rejections: the newest accepted request, and the last two accepted event names. */
final class RecentAcceptances {
    private long newestRequest = -1;
    private String latestName = "";
    private Moment latestNameAt = Moment.LONG_AGO;
    private Moment otherNameAt = Moment.LONG_AGO;

    /** HubSpot took an input of the request; three event names stand for all. */
    void add(InFlightRequest request, Moment now) {
        List<MergedInput> inputs = request.sent().inputs();
        for (int i : new int[] {0, inputs.size() / 2, inputs.size() - 1}) {
            addName(inputs.get(i).name(), now);
        }
        newestRequest = Math.max(newestRequest, request.number());
    }

    private void addName(String name, Moment now) {
        if (!name.equals(latestName)) {
            otherNameAt = latestNameAt;
            latestName = name;
        }
        latestNameAt = now;
    }

    /** Number of the newest request with an input taken; -1 for none. */
    long newestRequest() {
        return newestRequest;
    }

    /**
     * True if HubSpot took an input of the same request or of a later one, or another input of the same batch: the route works.
     *
     * @param rejectedBy number of the request that was rejected
     */
    boolean confirm(long rejectedBy, BatchedItem rejected) {
        return rejectedBy <= newestRequest || rejected.batch().hasDelivered();
    }

    /** True if HubSpot took an event of another name since a time. */
    boolean ofAnotherName(String name, Moment since) {
        return !(name.equals(latestName) ? otherNameAt : latestNameAt).isBefore(since);
    }
}
