package io.eventbatcher.console.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ReadingPaceTest {
    private static final Duration WORKED = Duration.ofMillis(10);

    private final ManualClock clock = new ManualClock(Instant.EPOCH, ZoneOffset.UTC);
    private double load;
    private final ReadingPace pace = new ReadingPace(() -> load, clock);

    @Test
    void shouldRestAsLongAsItWorksWhileProcessorsAreFree() {
        // Given
        load = 0.6;

        // When, Then
        assertThat(pace.restAfter(WORKED)).isEqualTo(WORKED);
        assertThat(pace.restAfter(Duration.ofSeconds(5))).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void shouldLeaveTheProcessorsToDeliveryWhenAllAreAtWork() {
        // Given
        load = 0.95;

        // When, Then
        assertThat(pace.restAfter(WORKED)).isEqualTo(Duration.ofMillis(200));
        assertThat(pace.restAfter(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldGoOnWhenTheProcessorsAreFreeAgain() {
        // Given
        load = 1;
        pace.restAfter(WORKED);
        load = 0.2;
        clock.advance(Duration.ofMillis(250));

        // When, Then
        assertThat(pace.restAfter(WORKED)).isEqualTo(WORKED);
    }

    @Test
    void shouldTakeASystemThatDoesNotTellItsLoadForFree() {
        // Given
        load = -1;

        // When, Then
        assertThat(pace.restAfter(WORKED)).isEqualTo(WORKED);
    }
}
