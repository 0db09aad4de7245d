package io.eventbatcher.delivery;

import java.util.List;

/**
 * A rejection that is not believed yet.
 *
 * @param number of the request that was rejected last
 * @param order of the request that was rejected first: those of a lane are sent again in this order
 * @param attempts that the event has behind it
 */
record Held(Lane lane, Member member, Verdict.Dead verdict, long number, long order, int attempts) {
    /** What tells kinds of behavioral events apart: HubSpot must know each by name. Marketing events have one kind. */
    static String name(Member member) {
        String name = member.batch().route().ordered() ? null : member.item().eventName();
        return name == null ? "" : name;
    }

    String name() {
        return name(member);
    }

    String identity() {
        return member.item().identity();
    }

    void holdBack() {
        member.batch().holdBack();
        lane.holdBack(1);
    }

    /** It is believed now, or withdrawn. */
    void release() {
        member.batch().release();
        lane.holdBack(-1);
    }

    /** To be sent again. */
    Shipment shipment() {
        return new Shipment(List.of(Parcel.of(member)), attempts);
    }
}
