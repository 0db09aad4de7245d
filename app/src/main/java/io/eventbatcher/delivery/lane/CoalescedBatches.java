package io.eventbatcher.delivery.lane;

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
record CoalescedBatches(List<PendingBatch> batches) {
    CoalescedBatches {
        batches = List.copyOf(batches);
    }

    /**
     * Takes the next load from those that wait, of which there is one at least. Events are counted before they are merged, so that
     * to unmerge a refused input costs no more requests than a request has inputs.
     */
    static CoalescedBatches next(Deque<PendingBatch> waiting, LaneBounds bounds) {
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
        return new CoalescedBatches(taken);
    }

    long lastOffset() {
        return batches.get(batches.size() - 1).offset();
    }

    /** In order; nearly always one. */
    List<PendingRequest> shipments(LaneBounds bounds) {
        List<PendingRequest> shipments = new ArrayList<>();
        List<MergedInput> parcels = new ArrayList<>();
        long jsonBytes = 0;
        for (MergedInput parcel : parcels()) {
            if (!parcels.isEmpty() && !bounds.fit(parcels.size() + 1, jsonBytes + parcel.length())) {
                shipments.add(PendingRequest.of(parcels));
                parcels = new ArrayList<>();
                jsonBytes = 0;
            }
            parcels.add(parcel);
            jsonBytes += parcel.length();
        }
        shipments.add(PendingRequest.of(parcels));
        return shipments;
    }

    private List<MergedInput> parcels() {
        return batches.get(0).route().ordered() ? mergedByIdentity() : oneByOne();
    }

    private List<MergedInput> oneByOne() {
        return members().stream().map(MergedInput::of).toList();
    }

    private List<MergedInput> mergedByIdentity() {
        Map<String, List<BatchedItem>> members = new LinkedHashMap<>();
        for (BatchedItem member : members()) {
            members.computeIfAbsent(member.item().identity(), identity -> new ArrayList<>())
                    .add(member);
        }
        return members.values().stream().map(MergedInput::of).toList();
    }

    /** What the lane's owner before has settled is left out. */
    private List<BatchedItem> members() {
        List<BatchedItem> members = new ArrayList<>();
        for (PendingBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                if (!batch.isDecided(i)) {
                    members.add(new BatchedItem(batch, i));
                }
            }
        }
        return members;
    }
}
