package io.eventbatcher.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClockGuardTest {
    private static final Duration USUAL = Duration.ofSeconds(20);

    private final ManualClock time = new ManualClock(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void shouldEndTheServiceWhenTheClockIsSetBack() throws Exception {
        try (ClockGuard guard = ClockGuard.start(time)) {
            // Given
            CompletableFuture<String> failed = guard.failed();

            // When
            time.step(Duration.ofMinutes(-10));

            // Then
            assertThat(failed.get(30, TimeUnit.SECONDS)).contains("set back by 600 s", "Start it again");
            assertThat(guard.stopBound(USUAL)).isLessThan(USUAL);
        }
    }

    @Test
    void shouldGoOnWhenTheClockIsSetForward() {
        try (ClockGuard guard = ClockGuard.start(time)) {
            // Given
            time.step(Duration.ofMinutes(10));

            // When
            guard.look();

            // Then
            assertThat(guard.failed()).isNotDone();
            assertThat(guard.stopBound(USUAL)).isEqualTo(USUAL);
        }
    }
}
