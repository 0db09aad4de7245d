package io.eventbatcher.delivery.inflight;

import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.ItemOutcome;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import java.util.List;

/**
 * A rejection that is not believed yet.
 *
 * @param number of the request that was rejected last
 * @param order of the request that was rejected first: those of a lane are sent again in this order
 * @param attempts that the event has behind it
 */
public record UnconfirmedRejection(
        Lane lane, BatchedItem member, ItemOutcome.Dead verdict, long number, long order, int attempts) {
    /** What tells kinds of behavioral events apart: HubSpot must know each by name. Marketing events have one kind. */
    public static String name(BatchedItem member) {
        String name = member.batch().route().ordered() ? null : member.item().eventName();
        return name == null ? "" : name;
    }

    public String name() {
        return name(member);
    }

    public String identity() {
        return member.item().identity();
    }

    public void holdBack() {
        member.batch().holdBack();
        lane.holdBack(1);
    }

    /** It is believed now, or withdrawn. */
    public void release() {
        member.batch().release();
        lane.holdBack(-1);
    }

    /** To be sent again. */
    public PendingRequest request() {
        return new PendingRequest(List.of(MergedInput.of(member)), attempts);
    }
}
