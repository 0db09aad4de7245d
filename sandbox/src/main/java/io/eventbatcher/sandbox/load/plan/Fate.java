package io.eventbatcher.sandbox.load.plan;

/** What must become of a published record. */
public enum Fate {
    /** HubSpot gets it once; a marketing event alone or merged into a later one of its identity. */
    DELIVERED,
    /** Dropped: an earlier record had the same uuid and the same content. */
    DUPLICATE,
    /** A dead letter of dedupe: an earlier record had the same uuid, and other content. */
    CONFLICT,
    /** A dead letter of ingest: it breaks a documented limit. */
    INVALID,
    /** A dead letter of delivery: it looks right, but HubSpot refuses it. */
    REJECTED,
    /** A dead letter of delivery: HubSpot fails on it for as long as it is tried. No plan has it; who publishes may make it of a good one. */
    EXPIRED,
    /** A dead letter of ingest: its bytes are no event. */
    UNDECODABLE;

    /** Whether the record must arrive on the dead-letter topic, byte for byte. */
    public boolean isDeadLetter() {
        return switch (this) {
            case DELIVERED, DUPLICATE -> false;
            case CONFLICT, INVALID, REJECTED, EXPIRED, UNDECODABLE -> true;
        };
    }
}
