package io.eventbatcher.delivery.gate;

import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.history.FailureHistory.EndpointSigns;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.log.EMailAddresses;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Health of a route's endpoint, as the answers show it. A request fails when HubSpot gives no answer or a 5xx; a first try carries
 * nothing that failed before. The breaker counts failures of first tries alone, because HubSpot may fail on some inputs for ever, and
 * answers to all requests.
 *
 * <pre>
 * UP            ── 5 failures in a row ─────────────────────────────────► DOUBTFUL
 * DOUBTFUL      ── any answer ──────────────────────────────────────────► UP
 * UP, DOUBTFUL  ── 80 % of the last 8 to 10 counted are failures ───────► DOWN
 * DOUBTFUL      ── 20 failures in a row, see {@link #failing} ───────────► DOWN
 * DOWN          ── a retry is answered; or 5 s later a first try goes ──► PROBING
 * PROBING       ── one of two first tries is answered ──────────────────► UP
 * PROBING       ── both fail ───────────────────────────────────────────► DOWN
 * </pre>
 *
 * <p>After 20 failures in a row only an answer ends DOWN, unless the last failure is 10 minutes old.
 *
 * <p>Owned by the poll thread, except {@link #breakerState}.
 */
public final class EndpointHealth {
    /** Time without first tries after the breaker has opened. */
    public static final Duration DOWN_FOR = Duration.ofSeconds(5);

    /** As many as a behavioral lane has in flight by default, because an outage may leave no more first tries. */
    private static final int FIRST_TRIES_AT_LEAST = 8;

    private static final int FIRST_TRIES_AT_MOST = 10;
    private static final int FAILED_PERCENT = 80;
    private static final int PROBES = 2;
    private static final int DOUBTFUL_AFTER = 5;

    /** For a quiet route, which has too few first tries for the breaker. */
    private static final int DOWN_AFTER = 20;

    /** Longer than any wait between two tries. Without tries, as when all moved to another instance, no answer could end DOWN. */
    private static final Duration FAILURE_COUNTS_FOR = Duration.ofMinutes(10);

    private final CircuitBreaker breaker;
    private final Clocks clocks;
    private final FirstTries firstTries = new FirstTries();
    private long acceptances;

    /** A first try has failed since the last acceptance. Retries alone make no endpoint DOWN. */
    private boolean failing;

    private int failuresInRow;
    private Moment lastFailure = Moment.LONG_AGO;
    private String lastAnswer = "";
    private @Nullable Instant downSince;

    /** States of an endpoint. */
    public enum State {
        /** Requests go freely. */
        UP,
        /** Retries go one at a time. */
        DOUBTFUL,
        /** First tries wait; retries go one at a time. */
        DOWN,
        /** Two first tries decide; retries show as well that the endpoint answers. */
        PROBING
    }

    EndpointHealth(String name, Clocks clocks) {
        this.breaker = breaker(name, clocks);
        this.clocks = clocks;
    }

    /** When the breaker opens, for how long, and what closes it. */
    private static CircuitBreaker breaker(String name, Clocks clocks) {
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(FIRST_TRIES_AT_MOST)
                .minimumNumberOfCalls(FIRST_TRIES_AT_LEAST)
                .failureRateThreshold(FAILED_PERCENT)
                .waitDurationInOpenState(DOWN_FOR)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .clock(new EvenClock(clocks))
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .build();
        return CircuitBreaker.of(name, config);
    }

    State state() {
        if (isDown()) {
            return State.DOWN;
        }
        if (breaker.getState() != CircuitBreaker.State.CLOSED) {
            return State.PROBING;
        }
        return answers() ? State.UP : State.DOUBTFUL;
    }

    /** The cause for a route whose endpoint is DOWN; lasts until the endpoint is UP, the probing between included. */
    Optional<RouteStatus.Cause> down() {
        State now = state();
        if (now == State.DOWN) {
            downSince = downSince == null ? clocks.instant() : downSince;
            return Optional.of(new RouteStatus.Cause(
                    RouteStatus.State.DOWN,
                    "HubSpot's endpoint answers nothing of use, the last time: " + lastAnswer
                            + " A request is tried every few seconds, and the events wait.",
                    downSince,
                    null));
        }
        if (now == State.UP) {
            downSince = null;
        }
        return Optional.empty();
    }

    private boolean isDown() {
        boolean down = isOpen() || (failing && failuresInRow >= DOWN_AFTER);
        return down && clocks.moment().isBefore(lastFailure.plus(FAILURE_COUNTS_FOR));
    }

    private boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** True if one of the last 5 requests was answered, refusals included: then retries go freely. */
    boolean answers() {
        return failuresInRow < DOUBTFUL_AFTER;
    }

    /** Asks for leave to send a first try. If granted, the answer follows, or {@link #cancelFirstTry}. */
    boolean tryFirstTry() {
        return breaker.tryAcquirePermission();
    }

    /** Gives back the leave for a first try that is not sent, or is not to count as such. */
    void cancelFirstTry() {
        breaker.releasePermission();
    }

    /** Takes in the outcome of a request. */
    void answered(PendingRequest sent, Outcome outcome) {
        boolean accepted = outcome.showsAcceptance();
        if (outcome.unreachable()) {
            failed(sent, outcome);
        } else {
            answered(sent, accepted);
        }
        // for a part, too, whose whole has failed: among parts HubSpot takes enough if only some inputs are at fault
        if (sent.failures().count() == 0 && (outcome.unreachable() || accepted)) {
            firstTries.add(accepted);
        }
    }

    private void failed(PendingRequest sent, Outcome outcome) {
        lastFailure = clocks.moment();
        lastAnswer = EMailAddresses.masked(outcome.facts().describe());
        failuresInRow++;
        if (!sent.failedBefore()) {
            failing = true;
            breaker.onError(
                    0, TimeUnit.MILLISECONDS, new IOException(outcome.facts().describe()));
        }
    }

    private void answered(PendingRequest sent, boolean accepted) {
        failuresInRow = 0;
        if (accepted) {
            acceptances++;
            failing = false;
        }
        if (sent.failedBefore() && isOpen()) {
            // no first try may be left to show the breaker that the endpoint answers
            breaker.transitionToHalfOpenState();
        }
        breaker.onSuccess(0, TimeUnit.MILLISECONDS);
    }

    /** Signs by which to tell a fault of an input from a fault of the endpoint. A refusal is none: it may come from a proxy. */
    public EndpointSigns signs() {
        return new EndpointSigns(acceptances, firstTries.acceptedEnough(), failing);
    }

    /** State of the breaker, as Resilience4j calls it: {@code closed}, {@code open}, {@code half_open}. Any thread. */
    String breakerState() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }
}
