package io.eventbatcher.delivery.lane;

import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Waiting batches to be sent together: as many, whole and in order, as fit one request. A batch closed under higher bounds than
 * today's becomes several requests.
 *
 * @param batches at least one, and the first has items without an outcome
 */
record CoalescedBatches(List<PendingBatch> batches) {
    CoalescedBatches {
        batches = List.copyOf(batches);
    }

    /**
     * Takes the next batches from a queue of at least one. Events count before merging, because unmerging a refused input must cost no
     * more requests than a request has inputs.
     */
    static CoalescedBatches next(Deque<PendingBatch> waiting, LaneBounds bounds) {
        List<PendingBatch> taken = new ArrayList<>();
        int events = 0;
        long jsonBytes = 0;
        while (!waiting.isEmpty()) {
            PendingBatch next = waiting.getFirst();
            events += next.size();
            jsonBytes += next.jsonBytes();
            if (!taken.isEmpty() && !bounds.fits(events, jsonBytes)) {
                break;
            }
            taken.add(waiting.removeFirst());
        }
        return new CoalescedBatches(taken);
    }

    long lastOffset() {
        return batches.get(batches.size() - 1).offset();
    }

    /** The requests, in order; nearly always one. */
    List<PendingRequest> requests(LaneBounds bounds) {
        List<PendingRequest> requests = new ArrayList<>();
        List<MergedInput> inputs = new ArrayList<>();
        long jsonBytes = 0;
        for (MergedInput input : inputs()) {
            if (!inputs.isEmpty() && !bounds.fits(inputs.size() + 1, jsonBytes + input.length())) {
                requests.add(PendingRequest.of(inputs));
                inputs = new ArrayList<>();
                jsonBytes = 0;
            }
            inputs.add(input);
            jsonBytes += input.length();
        }
        requests.add(PendingRequest.of(inputs));
        return requests;
    }

    private List<MergedInput> inputs() {
        return batches.get(0).route().ordered() ? mergedByIdentity() : oneByOne();
    }

    private List<MergedInput> oneByOne() {
        return items().stream().map(MergedInput::of).toList();
    }

    private List<MergedInput> mergedByIdentity() {
        Map<String, List<BatchedItem>> items = new LinkedHashMap<>();
        for (BatchedItem item : items()) {
            items.computeIfAbsent(item.item().identity(), identity -> new ArrayList<>())
                    .add(item);
        }
        return items.values().stream().map(MergedInput::of).toList();
    }

    /** All items without an outcome; an earlier owner of the lane may have settled some. */
    private List<BatchedItem> items() {
        List<BatchedItem> items = new ArrayList<>();
        for (PendingBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                if (!batch.isDecided(i)) {
                    items.add(new BatchedItem(batch, i));
                }
            }
        }
        return items;
    }
}
