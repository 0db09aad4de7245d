package io.eventbatcher.delivery.lane;

import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Receipt;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One input of a request: a single item, or several items of one identity merged into one JSON. */
public final class MergedInput implements RequestInput {
    private final List<BatchedItem> items;
    private final byte @Nullable [] merged;

    private MergedInput(List<BatchedItem> items, byte @Nullable [] merged) {
        this.items = items;
        this.merged = merged;
    }

    public static MergedInput of(BatchedItem item) {
        return new MergedInput(List.of(item), null);
    }

    /** @param items merged in order */
    public static MergedInput of(List<BatchedItem> items) {
        return items.size() == 1
                ? of(items.get(0))
                : new MergedInput(
                        List.copyOf(items),
                        Merge.json(items.stream().map(BatchedItem::item).toList()));
    }

    public boolean isMerged() {
        return merged != null;
    }

    public List<BatchedItem> items() {
        return items;
    }

    /** The last item, whose fields won. */
    private Item last() {
        return items.get(items.size() - 1).item();
    }

    public void delivered(Receipt.Request request) {
        ItemOutcome outcome = new ItemOutcome.Delivered(request, isMerged() ? last() : null);
        items.forEach(item -> item.decide(outcome));
    }

    @Override
    public int length() {
        return merged == null ? last().jsonLength() : merged.length;
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        if (merged == null) {
            last().writeJson(target);
        } else {
            target.write(merged);
        }
    }

    @Override
    public String identity() {
        return last().identity();
    }

    @Override
    public String uuid() {
        return last().uuid();
    }

    @Override
    public String toString() {
        return items.toString();
    }
}
