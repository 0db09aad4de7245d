package io.eventbatcher.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepWatchTest {
    private final ManualClock time = new ManualClock(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private final StepWatch watch = new StepWatch(time, Duration.ofSeconds(5));

    @ParameterizedTest
    @ValueSource(longs = {-600, -5, 5, 86_400})
    void shouldNoticeAStepOnce(long seconds) {
        // Given
        time.advance(Duration.ofSeconds(1));
        time.step(Duration.ofSeconds(seconds));

        // When
        Optional<Duration> step = watch.look();

        // Then
        assertThat(step).contains(Duration.ofSeconds(seconds));
        assertThat(watch.look()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-4_999, 0, 4_999})
    void shouldNoticeNothingElse(long millis) {
        // Given
        time.advance(Duration.ofHours(1));
        time.step(Duration.ofMillis(millis));

        // When
        Optional<Duration> step = watch.look();

        // Then
        assertThat(step).isEmpty();
    }

    @Test
    void shouldTakeNoSuspensionBetweenTheReadingsForAStep() {
        // Given
        Clocks suspended = new Clocks() {
            private int readings;

            @Override
            public Instant instant() {
                if (readings++ == 1) {
                    time.advance(Duration.ofSeconds(30));
                }
                return time.instant().minusSeconds(readings == 2 ? 30 : 0);
            }

            @Override
            public Moment moment() {
                return time.moment();
            }
        };
        StepWatch interrupted = new StepWatch(suspended, Duration.ofSeconds(5));

        // When
        Optional<Duration> step = interrupted.look();

        // Then
        assertThat(step).isEmpty();
    }
}
