package io.eventbatcher.delivery;

import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Receipt;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One input of a request, and the items it stands for: one, or several of one identity merged into one JSON. */
final class Parcel implements RequestInput {
    private final List<Member> members;
    private final byte @Nullable [] merged;

    private Parcel(List<Member> members, byte @Nullable [] merged) {
        this.members = members;
        this.merged = merged;
    }

    static Parcel of(Member member) {
        return new Parcel(List.of(member), null);
    }

    /** These members, in order, merged into one input. */
    static Parcel of(List<Member> members) {
        return members.size() == 1
                ? of(members.get(0))
                : new Parcel(
                        List.copyOf(members),
                        Merge.json(members.stream().map(Member::item).toList()));
    }

    boolean isMerged() {
        return merged != null;
    }

    List<Member> members() {
        return members;
    }

    /** The last member, whose fields won. */
    private Item last() {
        return members.get(members.size() - 1).item();
    }

    void delivered(Receipt.Request request) {
        Verdict verdict = new Verdict.Delivered(request, isMerged() ? last() : null);
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
