package io.eventbatcher.delivery.halt;

import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Status of a route or lane: all causes that stop or delay requests.
 *
 * @param causes the weightiest first; empty while open
 */
public record RouteStatus(List<Cause> causes) {
    public static final RouteStatus OPEN = new RouteStatus(List.of());

    public RouteStatus {
        causes = List.copyOf(causes);
    }

    /**
     * A cause that stops or delays requests.
     *
     * @param reason sentences for people
     * @param since beginning of the state; null if unknown
     * @param until end of the state by itself; null if unknown
     * @param credentials true if the token is at fault, which all routes share
     */
    public record Cause(
            State state,
            String reason,
            @Nullable Instant since,
            @Nullable Instant until,
            boolean credentials) {

        /** A cause that is none of the credentials. */
        public Cause(State state, String reason, @Nullable Instant since, @Nullable Instant until) {
            this(state, reason, since, until, false);
        }

        /** The cause as one of the credentials. */
        public Cause ofCredentials() {
            return new Cause(state, reason, since, until, true);
        }

        /** The place in the flow where the cause holds. */
        public Stage stage() {
            return credentials ? Stage.CREDENTIALS : state.stage;
        }
    }

    /** The state of the weightiest cause. */
    public State state() {
        return causes.isEmpty() ? State.OPEN : causes.get(0).state();
    }

    /** The reason of the weightiest cause; empty while open. */
    public String reason() {
        return causes.isEmpty() ? "" : causes.get(0).reason();
    }

    /** The status with more causes before the others. */
    public RouteStatus behind(List<Cause> weightier) {
        return new RouteStatus(
                Stream.concat(weightier.stream(), causes.stream()).toList());
    }

    /** States, the weightiest first. */
    public enum State {
        /** An operator has stopped the route or lane. */
        PAUSED(StateName.PAUSED, Stage.LANES),
        /** Credentials or configuration are wrong, or HubSpot rejects everything; probes go. */
        HALTED(StateName.HALTED, Stage.ENDPOINT),
        /** A quota is used up, or the day is used up to the reserve; then one request a minute goes. */
        PARKED(StateName.PARKED, Stage.QUOTA),
        /** The endpoint does not answer. */
        DOWN(StateName.DOWN, Stage.ENDPOINT),
        /** Single requests wait for their next try; others pass where the order allows. */
        RETRYING(StateName.RETRYING, Stage.ENDPOINT),
        OPEN(StateName.OPEN, Stage.LANES);

        private final StateName published;
        private final Stage stage;

        State(StateName published, Stage stage) {
            this.published = published;
            this.stage = stage;
        }

        public StateName published() {
            return published;
        }

        /** Verbatim in metrics, logs and the command line. */
        public String label() {
            return published.label();
        }
    }
}
