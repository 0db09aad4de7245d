package io.eventbatcher.delivery.lane;

import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Receipt;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One input of a request, and the items it stands for: one, or several of one identity merged into one JSON. */
public final class MergedInput implements RequestInput {
    private final List<BatchedItem> members;
    private final byte @Nullable [] merged;

    private MergedInput(List<BatchedItem> members, byte @Nullable [] merged) {
        this.members = members;
        this.merged = merged;
    }

    public static MergedInput of(BatchedItem member) {
        return new MergedInput(List.of(member), null);
    }

    /** These members, in order, merged into one input. */
    public static MergedInput of(List<BatchedItem> members) {
        return members.size() == 1
                ? of(members.get(0))
                : new MergedInput(
                        List.copyOf(members),
                        Merge.json(members.stream().map(BatchedItem::item).toList()));
    }

    public boolean isMerged() {
        return merged != null;
    }

    public List<BatchedItem> members() {
        return members;
    }

    /** The last member, whose fields won. */
    private Item last() {
        return members.get(members.size() - 1).item();
    }

    public void delivered(Receipt.Request request) {
        ItemOutcome verdict = new ItemOutcome.Delivered(request, isMerged() ? last() : null);
        members.forEach(member -> member.decide(verdict));
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
        return members.toString();
    }
}
