package io.eventbatcher.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rejections that count no more, as shipments. */
final class Withdrawn {
    private Withdrawn() {}

    /** In their order, as many in one shipment as a request takes, but no two of an identity. */
    static List<Shipment> shipments(Lane lane, List<Held> some) {
        List<Shipment> shipments = new ArrayList<>();
        Map<String, Held> next = new LinkedHashMap<>();
        long bytes = 0;
        for (Held one : some) {
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

    private static Shipment shipment(Map<String, Held> together) {
        List<Held> all = List.copyOf(together.values());
        return new Shipment(
                all.stream().map(one -> Parcel.of(one.member())).toList(),
                all.get(0).attempts());
    }
}
