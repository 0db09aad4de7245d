package io.eventbatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogThrottleTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LogThrottle throttle = new LogThrottle(MINUTE);

    @Test
    void shouldLetOneMessagePassInEachInterval() {
        // Given
        boolean first = throttle.tryLog(START);
        boolean tooSoon = throttle.tryLog(START.plus(MINUTE).minusMillis(1));

        // When
        boolean next = throttle.tryLog(START.plus(MINUTE));

        // Then
        assertThat(first).isTrue();
        assertThat(tooSoon).isFalse();
        assertThat(next).isTrue();
    }

    @Test
    void shouldCountSuppressedMessagesOnce() {
        // Given
        throttle.tryLog(START);
        throttle.tryLog(START);
        throttle.tryLog(START);

        // When
        long suppressed = throttle.takeSuppressed();

        // Then
        assertThat(suppressed).isEqualTo(2);
        assertThat(throttle.takeSuppressed()).isZero();
    }

    @Test
    void shouldLetTheNextMessagePassAfterAReset() {
        // Given
        throttle.tryLog(START);

        // When
        throttle.reset();

        // Then
        assertThat(throttle.tryLog(START)).isTrue();
    }
}
