package io.eventbatcher.delivery;

import io.eventbatcher.hubspot.Outcome;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a request of a route must pass: the operator, the halts, the park and the budget of its quota, the circuit breaker of its
 * endpoint. Whatever is shut only makes things wait. Owned by the poll thread, but for what it shows.
 */
final class Gate {
    static final Duration OPEN_FOR = Duration.ofSeconds(5);
    static final int CALLS_COUNTED = 20;

    private static final int CALLS_AT_LEAST = 5;
    private static final int PROBES = 2;
    private static final int TOO_MANY_REQUESTS = 429;

    private final CircuitBreaker breaker;
    private final Budget budget;
    private final Stops stops;
    private volatile Standing standing = Standing.OPEN;

    Gate(String name, Budget budget, Stops stops, Clock clock) {
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(CALLS_COUNTED)
                .minimumNumberOfCalls(CALLS_AT_LEAST)
                .failureRateThreshold(60)
                .waitDurationInOpenState(OPEN_FOR)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .clock(clock)
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .build();
        this.breaker = CircuitBreaker.of(name, config);
        this.budget = budget;
        this.stops = stops;
    }

    Stops stops() {
        return stops;
    }

    Rejections rejections() {
        return stops.rejections();
    }

    /** Whether one request may go now. If so, it is {@link #sent} and its outcome comes back to {@link #answered}. */
    boolean tryPass() {
        return !stops.on() && tryEndpoint();
    }

    /** Whether one probe may go now, and the halt it is for. If so, it is {@link #sent} and its outcome comes back to {@link #answered}. */
    Optional<Halt> tryProbe() {
        Optional<Halt> due = stops.probeDue().filter(halt -> tryEndpoint());
        due.ifPresent(Halt::probeSent);
        return due;
    }

    /** There was nothing to try this halt with. */
    void passedForNothing(Halt halt) {
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

    void sent(Errand errand) {
        budget.sent(errand.number());
    }

    /** An answer of whatever kind shows that the endpoint is up; a 429 too. */
    void answered(Errand errand, Outcome outcome) {
        budget.over(errand.number(), outcome.facts().status() != 0);
        if (outcome.facts().status() == TOO_MANY_REQUESTS) {
            budget.refused();
        }
        boolean unreachable = outcome instanceof Outcome.Retry retry && retry.unreachable();
        if (unreachable) {
            breaker.onError(
                    0, TimeUnit.MILLISECONDS, new IOException(outcome.facts().describe()));
        } else {
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        }
        stops.answered(outcome, errand.probe(), unreachable);
    }

    boolean shut() {
        return stops.on() || down();
    }

    private boolean down() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** Lets time do its part. @return what the log should say now */
    Stream<String> tick() {
        stops.rejections().tick(!shut());
        standing = stops.standing()
                .orElseGet(() -> down()
                        ? new Standing(
                                Standing.State.DOWN,
                                "HubSpot's endpoint does not answer; it is asked again soon.",
                                null,
                                null)
                        : Standing.OPEN);
        return stops.news();
    }

    /** Any thread: how it stood a moment ago. */
    Standing standing() {
        return standing;
    }

    /** Any thread: {@code closed}, {@code open}, {@code half_open} as Resilience4j calls it. */
    String state() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }
}
