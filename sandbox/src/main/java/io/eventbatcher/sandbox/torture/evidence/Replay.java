package io.eventbatcher.sandbox.torture.evidence;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.SourceOffset;

/**
 * An operator's order to replay a dead letter.
 *
 * @param letter the letter's id
 * @param origin the source record
 * @param end the end that the replay must come to
 * @param edited the name or the organizer that the operator gave to the event; empty for an event that stays as it was
 * @param carriedOut true if the command that named the letter ended well
 */
public record Replay(
        Route route, String letter, SourceOffset origin, Way way, End end, String edited, boolean carriedOut) {
    /** The ways to replay. */
    public enum Way {
        /** A record that somebody put on the replay topic, with an id of his own, and perhaps more than once. */
        BY_HAND,
        /** A run of the product's own commands. */
        BY_COMMAND
    }

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
