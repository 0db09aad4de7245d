package io.eventbatcher.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayPaceTest {
    private final ManualClock clock = new ManualClock(Instant.EPOCH, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({"0.5, 1", "4, 1", "100, 25", "5000, 250"})
    void shouldSendAQuarterOfASecondAtATime(double rate, int letters) {
        // When
        int chunk = new ReplayPace(rate, clock).chunk();

        // Then
        assertThat(chunk).isEqualTo(letters);
    }

    @Test
    void shouldPauseForTheLettersSentAndSaveNothingUp() {
        // Given
        ReplayPace pace = new ReplayPace(10, clock);
        pace.sent(2);
        Duration first = pace.pause();
        clock.advance(Duration.ofHours(1));

        // When
        pace.sent(2);

        // Then
        assertThat(first).isEqualTo(Duration.ofMillis(200));
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(200));
    }
}
