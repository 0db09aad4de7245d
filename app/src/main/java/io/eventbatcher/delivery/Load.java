package io.eventbatcher.delivery;

import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Waiting batches that go out together: as many, whole and in order, as one request takes. One alone is a load however large it
 * is; should the bounds have been lowered since it was closed, it becomes several shipments.
 *
 * @param batches at least one, and the first has items without a verdict
 */
record Load(List<PendingBatch> batches) {
    Load {
        batches = List.copyOf(batches);
    }

    /**
     * Takes the next load from those that wait, of which there is one at least. Events are counted before they are merged, so that
     * to unmerge a refused input costs no more requests than a request has inputs.
     */
    static Load next(Deque<PendingBatch> waiting, LaneBounds bounds) {
        List<PendingBatch> taken = new ArrayList<>();
        int events = 0;
        long jsonBytes = 0;
        while (!waiting.isEmpty()) {
            PendingBatch next = waiting.getFirst();
            events += next.size();
            jsonBytes += next.jsonBytes();
            if (!taken.isEmpty() && !bounds.fit(events, jsonBytes)) {
                break;
            }
            taken.add(waiting.removeFirst());
        }
        return new Load(taken);
    }

    long lastOffset() {
        return batches.get(batches.size() - 1).offset();
    }

    /** In order; nearly always one. */
    List<Shipment> shipments(LaneBounds bounds) {
        List<Shipment> shipments = new ArrayList<>();
        List<Parcel> parcels = new ArrayList<>();
        long jsonBytes = 0;
        for (Parcel parcel : parcels()) {
            if (!parcels.isEmpty() && !bounds.fit(parcels.size() + 1, jsonBytes + parcel.length())) {
                shipments.add(Shipment.of(parcels));
                parcels = new ArrayList<>();
                jsonBytes = 0;
            }
            parcels.add(parcel);
            jsonBytes += parcel.length();
        }
        shipments.add(Shipment.of(parcels));
        return shipments;
    }

    private List<Parcel> parcels() {
        return batches.get(0).route().ordered() ? mergedByIdentity() : oneByOne();
    }

    private List<Parcel> oneByOne() {
        return members().stream().map(Parcel::of).toList();
    }

    private List<Parcel> mergedByIdentity() {
        Map<String, List<Member>> members = new LinkedHashMap<>();
        for (Member member : members()) {
            members.computeIfAbsent(member.item().identity(), identity -> new ArrayList<>())
                    .add(member);
        }
        return members.values().stream().map(Parcel::of).toList();
    }

    /** What the lane's owner before has settled is left out. */
    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (PendingBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                if (!batch.isDecided(i)) {
                    members.add(new Member(batch, i));
                }
            }
        }
        return members;
    }
}
