package io.eventbatcher.delivery.halt;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a route or lane stands.
 *
 * @param reason sentences for people; empty when it is open
 * @param since when this began; null when it is open
 * @param until when it ends by itself; null when that is not known
 */
public record RouteStatus(
        State state,
        String reason,
        @Nullable Instant since,
        @Nullable Instant until) {
    public static final RouteStatus OPEN = new RouteStatus(State.OPEN, "", null, null);

    /** What stops it, the weightiest first. */
    public enum State {
        /** An operator has stopped it. */
        PAUSED,
        /** The fault is with credentials or configuration, or everything is rejected; it probes. */
        HALTED,
        /** A quota is used up. */
        PARKED,
        /** The endpoint does not answer. */
        DOWN,
        OPEN;

        /** Used verbatim in metrics, logs and the command line. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
