package io.eventbatcher.console.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ReadingPaceTest {
    private static final Duration WORKED = Duration.ofMillis(10);
    private static final long RECORDS = 200;

    private final ManualClock clock = new ManualClock(Instant.EPOCH, ZoneOffset.UTC);
    private double load;
    private final ReadingPace pace = new ReadingPace(() -> load, clock);

    @Test
    void shouldRestAsLongAsItWorksWhileProcessorsAreFree() {
        // Given
        load = 0.6;

        // When, Then
        assertThat(pace.restAfter(WORKED, RECORDS)).isEqualTo(WORKED);
        assertThat(pace.restAfter(Duration.ofSeconds(5), RECORDS)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void shouldLeaveTheProcessorsToDeliveryWhenAllAreAtWork() {
        // Given
        load = 0.8;

        // When, Then
        assertThat(pace.restAfter(WORKED, RECORDS)).isEqualTo(Duration.ofMillis(20));
        assertThat(pace.restAfter(WORKED, 1_000_000)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldGoOnWhenTheProcessorsAreFreeAgain() {
        // Given
        load = 1;
        pace.restAfter(WORKED, RECORDS);
        load = 0.2;
        clock.advance(Duration.ofMillis(500));

        // When, Then
        assertThat(pace.restAfter(WORKED, RECORDS)).isEqualTo(WORKED);
    }

    @Test
    void shouldTakeASystemThatDoesNotTellItsLoadForFree() {
        // Given
        load = -1;

        // When, Then
        assertThat(pace.restAfter(WORKED, RECORDS)).isEqualTo(WORKED);
    }
}
