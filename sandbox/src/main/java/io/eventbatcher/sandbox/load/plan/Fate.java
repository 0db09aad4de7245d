package io.eventbatcher.sandbox.load.plan;

/** The fate that a published record must meet. */
public enum Fate {
    /** HubSpot gets the event once; a marketing event alone or merged into a later event of the same identity. */
    DELIVERED,
    /** Dropped: an earlier record had the same uuid and the same content. */
    DUPLICATE,
    /** A dead letter of dedupe: an earlier record had the same uuid and different content. */
    CONFLICT,
    /** A dead letter of ingest: the event breaks a documented limit. */
    INVALID,
    /** A dead letter of delivery: the event looks right, and HubSpot refuses the event. */
    REJECTED,
    /**
     * A dead letter of delivery: HubSpot fails on every request with the event. No plan contains this fate; a publisher may give it to a
     * good event.
     */
    EXPIRED,
    /** A dead letter of ingest: the event breaks a limit, and is too large to be kept as it is. No plan contains this fate. */
    OVERSIZED,
    /** A dead letter of ingest: the bytes are no event. */
    UNDECODABLE;

    /** True if the record must arrive on the dead-letter topic, byte for byte. */
    public boolean isDeadLetter() {
        return switch (this) {
            case DELIVERED, DUPLICATE -> false;
            case CONFLICT, INVALID, REJECTED, EXPIRED, OVERSIZED, UNDECODABLE -> true;
        };
    }
}
