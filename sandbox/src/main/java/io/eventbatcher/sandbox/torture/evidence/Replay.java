package io.eventbatcher.sandbox.torture.evidence;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.SourceOffset;

/**
 * A replayed dead letter.
 *
 * @param origin the source record
 * @param end the end that the replay must come to
 * @param commands number of replay commands; all but the first must be dropped as duplicates
 */
public record Replay(Route route, SourceOffset origin, End end, int commands) {
    /** The possible ends of a replay. */
    public enum End {
        /** The cause of death is gone: HubSpot takes the event. */
        TAKEN,
        /** The cause of death remains: the event dies again for the same reason. */
        DEAD_AGAIN,
        /** HubSpot leaves the event out of all answers: the event dies as {@code unconfirmed}. */
        UNCONFIRMED
    }
}
