package io.eventbatcher.delivery.gate;

import io.eventbatcher.delivery.halt.ProbedHalt;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.delivery.rate.RateShare;
import io.eventbatcher.delivery.rejection.RejectionGuard;
import io.eventbatcher.hubspot.Outcome;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a request of a route must pass: the operator, the halts, the park and the budget of its quota, the circuit breaker of its
 * endpoint. Whatever is shut only makes things wait. Owned by the poll thread, but for what it shows.
 */
public final class RouteGate {
    public static final Duration OPEN_FOR = Duration.ofSeconds(5);
    public static final int CALLS_COUNTED = 10;

    /** As many as a behavioral lane has out at a time: in an outage it may have nothing more that would count. */
    private static final int CALLS_AT_LEAST = 8;

    private static final int FAILED_PERCENT = 80;
    private static final int PROBES = 2;
    /** After so many failures in a row a route is down although it has too little to send for the breaker to tell. */
    private static final int FAILURES_OF_A_QUIET_ROUTE = 20;

    /**
     * Without a failure for so long nothing is asked any more, as when all that waited went to another instance: then nobody would ever
     * learn that the endpoint is up. Longer than it takes from one try to the next, whatever {@code Retry-After} says.
     */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final CircuitBreaker breaker;
    private final RateShare budget;
    private final RouteStops stops;
    private final EndpointHealth pulse = new EndpointHealth();
    private final RetryThrottle turnstile;
    private final Clock clock;
    private Instant failedAt = Instant.MIN;
    private volatile RouteStatus standing = RouteStatus.OPEN;

    public RouteGate(String name, RateShare budget, RouteStops stops, Timers timers, Mailbox mailbox, Clock clock) {
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(CALLS_COUNTED)
                .minimumNumberOfCalls(CALLS_AT_LEAST)
                .failureRateThreshold(FAILED_PERCENT)
                .waitDurationInOpenState(OPEN_FOR)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .clock(clock)
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .build();
        this.breaker = CircuitBreaker.of(name, config);
        this.budget = budget;
        this.stops = stops;
        this.clock = clock;
        this.turnstile = new RetryThrottle(pulse, stops::rest, timers, mailbox);
    }

    public RouteStops stops() {
        return stops;
    }

    public RejectionGuard rejections() {
        return stops.rejections();
    }

    /** What the answers of the endpoint show. */
    public EndpointHealth pulse() {
        return pulse;
    }

    /** Whether one request may go now. If so, it is {@link #sent} and its outcome comes back to {@link #answered}. */
    public boolean tryPass() {
        return !stops.on() && tryEndpoint();
    }

    /** The same for one that failed before: it does not ask the breaker, because its {@link #tryAgain} was its turn. */
    public boolean tryPassAgain() {
        return !stops.on() && budget.tryTake();
    }

    /**
     * Makes ready what failed before, now or when its turn comes.
     *
     * @param again does so, unless its lane is dropped before
     */
    public void tryAgain(Lane lane, Runnable again) {
        turnstile.pass(lane, again);
    }

    /** Whether one probe may go now, and the halt it is for. If so, it is {@link #sent} and its outcome comes back to {@link #answered}. */
    public Optional<ProbedHalt> tryProbe() {
        Optional<ProbedHalt> due = stops.probeDue().filter(halt -> tryEndpoint());
        due.ifPresent(ProbedHalt::probeSent);
        return due;
    }

    /** There was nothing to try this halt with. */
    public void passedForNothing(ProbedHalt halt) {
        breaker.releasePermission();
        halt.probeAnswered();
    }

    private boolean tryEndpoint() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        if (!budget.tryTake()) {
            breaker.releasePermission();
            return false;
        }
        return true;
    }

    /** @param asked whether the breaker let it pass, which is not to judge by it if it failed before */
    public void sent(InFlightRequest errand, boolean asked) {
        budget.sent(errand.number());
        if (asked && errand.sent().failedBefore()) {
            breaker.releasePermission();
        }
    }

    /**
     * An answer of whatever kind shows that the endpoint is up; a 429 too. That it is down is shown only by what never failed before:
     * HubSpot may fail on the rest for ever.
     */
    public void answered(InFlightRequest errand, Outcome outcome) {
        budget.over(errand.number(), outcome.facts().answered());
        if (outcome.throttled()) {
            budget.refused();
        }
        boolean unreachable = outcome.unreachable();
        if (unreachable) {
            failed(errand.sent(), outcome);
        } else {
            isUp(errand.sent());
        }
        stops.answered(outcome, errand.purpose().halt().orElse(null), unreachable);
        pulse.answered(errand.sent(), outcome, unreachable);
        turnstile.answered();
    }

    private void failed(PendingRequest answered, Outcome outcome) {
        failedAt = clock.instant();
        if (!answered.failedBefore()) {
            breaker.onError(
                    0, TimeUnit.MILLISECONDS, new IOException(outcome.facts().describe()));
        }
    }

    private void isUp(PendingRequest answered) {
        if (answered.failedBefore() && isOpen()) {
            // the breaker hears of what it let pass only, and of that there may be nothing left
            breaker.transitionToHalfOpenState();
        }
        breaker.onSuccess(0, TimeUnit.MILLISECONDS);
    }

    public boolean shut() {
        return stops.on() || down();
    }

    private boolean down() {
        boolean failing = isOpen() || (pulse.failing() && pulse.failuresInRow() >= FAILURES_OF_A_QUIET_ROUTE);
        return failing && clock.instant().isBefore(failedAt.plus(REMEMBERED));
    }

    private boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** Lets time do its part. @return what the log should say now */
    public Stream<String> tick() {
        stops.rejections().tick(!shut());
        standing = stops.standing()
                .orElseGet(() -> down()
                        ? new RouteStatus(
                                RouteStatus.State.DOWN,
                                "HubSpot's endpoint does not answer; it is asked again soon.",
                                null,
                                null)
                        : RouteStatus.OPEN);
        return stops.news();
    }

    /** Any thread: how it stood a moment ago. */
    public RouteStatus standing() {
        return standing;
    }

    /** Any thread: {@code closed}, {@code open}, {@code half_open} as Resilience4j calls it. */
    public String state() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }
}
