package io.eventbatcher.replay.plan;

import java.time.Instant;

/**
 * Letters of a plan of which nobody can tell if HubSpot took a later change, because the receipts of that time are gone.
 *
 * @param letters their number
 * @param before the time at which the receipts begin
 */
public record Untold(long letters, Instant before) {
    /** No letters. */
    public static final Untold NONE = new Untold(0, Instant.EPOCH);
}
