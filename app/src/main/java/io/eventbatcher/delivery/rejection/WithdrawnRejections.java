package io.eventbatcher.delivery.rejection;

import io.eventbatcher.delivery.inflight.UnconfirmedRejection;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rejections that count no more, as shipments. */
final class WithdrawnRejections {
    private WithdrawnRejections() {}

    /** In their order, as many in one shipment as a request takes, but no two of an identity. */
    static List<PendingRequest> shipments(Lane lane, List<UnconfirmedRejection> some) {
        List<PendingRequest> shipments = new ArrayList<>();
        Map<String, UnconfirmedRejection> next = new LinkedHashMap<>();
        long bytes = 0;
        for (UnconfirmedRejection one : some) {
            int length = one.member().item().jsonLength();
            if (!next.isEmpty() && (next.containsKey(one.identity()) || !lane.fit(next.size() + 1, bytes + length))) {
                shipments.add(shipment(next));
                next.clear();
                bytes = 0;
            }
            next.put(one.identity(), one);
            bytes += length;
        }
        shipments.add(shipment(next));
        return shipments;
    }

    private static PendingRequest shipment(Map<String, UnconfirmedRejection> together) {
        List<UnconfirmedRejection> all = List.copyOf(together.values());
        return new PendingRequest(
                all.stream().map(one -> MergedInput.of(one.member())).toList(),
                all.get(0).attempts());
    }
}
