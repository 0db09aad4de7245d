package io.eventbatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.time.Moment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogThrottleTest {
    private static final Moment START = new Moment(0);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LogThrottle throttle = new LogThrottle(MINUTE);

    @Test
    void shouldLetOneMessagePassInEachInterval() {
        // Given
        boolean first = throttle.tryLog(START);
        boolean tooSoon = throttle.tryLog(START.plus(MINUTE).minus(Duration.ofMillis(1)));

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
