package io.eventbatcher.delivery.halt;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Status of a route or lane.
 *
 * @param reason sentences for people; empty while open
 * @param since beginning of the state; null if unknown
 * @param until end of the state by itself; null if unknown
 */
public record RouteStatus(
        State state,
        String reason,
        @Nullable Instant since,
        @Nullable Instant until) {
    public static final RouteStatus OPEN = new RouteStatus(State.OPEN, "", null, null);

    public static final RouteStatus DOWN =
            new RouteStatus(State.DOWN, "HubSpot's endpoint does not answer; delivery asks again soon.", null, null);

    /** States, the weightiest first. */
    public enum State {
        /** An operator has stopped the route or lane. */
        PAUSED,
        /** Credentials or configuration are wrong, or HubSpot rejects everything; probes go. */
        HALTED,
        /** A quota is used up. */
        PARKED,
        /** The endpoint does not answer. */
        DOWN,
        OPEN;

        /** Verbatim in metrics, logs and the command line. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
