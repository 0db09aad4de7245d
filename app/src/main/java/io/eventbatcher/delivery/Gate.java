package io.eventbatcher.delivery;

import io.eventbatcher.hubspot.Outcome;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a request of a route must pass: the circuit breaker of its endpoint, then the budget of its quota. An open breaker only
 * makes things wait.
 */
final class Gate {
    static final Duration OPEN_FOR = Duration.ofSeconds(5);
    static final int CALLS_COUNTED = 20;

    private static final int CALLS_AT_LEAST = 5;
    private static final int PROBES = 2;
    private static final int TOO_MANY_REQUESTS = 429;

    private final CircuitBreaker breaker;
    private final Budget budget;

    Gate(String name, Budget budget, Clock clock) {
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
    }

    /** Whether one request may go now. If so, its outcome must come back to {@link #answered}. */
    boolean tryPass() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        if (!budget.tryTake()) {
            breaker.releasePermission();
            return false;
        }
        return true;
    }

    /** An answer of whatever kind shows that the endpoint is up; a 429 too. */
    void answered(Outcome outcome) {
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
    }

    boolean shut() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** Any thread: {@code closed}, {@code open}, {@code half_open} as Resilience4j calls it. */
    String state() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }
}
