package io.eventbatcher.sandbox.torture.evidence;

import io.eventbatcher.route.Route;

/**
 * A dead letter that was sent on its second way.
 *
 * @param origin the source record it once was
 * @param end what must become of it
 * @param commands how often the replay was commanded; all but the first must be dropped as duplicates
 */
public record Replay(Route route, SourceOffset origin, End end, int commands) {
    /** How a second way may end. */
    public enum End {
        /** What it died of is gone: HubSpot takes it. */
        TAKEN,
        /** What it died of is still there: it dies once more of the same. */
        DEAD_AGAIN,
        /** HubSpot never says a word about it: it dies as {@code unconfirmed}. */
        UNCONFIRMED
    }
}
