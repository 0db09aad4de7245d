package io.eventbatcher.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoublingPauseTest {
    private final DoublingPause pauses = new DoublingPause(Duration.ofSeconds(2), Duration.ofSeconds(30));

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 4", "3, 16", "4, 30", "5, 30", "2147483647, 30"})
    void shouldDoubleUpToTheLongest(int before, long seconds) {
        // When
        Duration pause = pauses.after(before);

        // Then
        assertThat(pause).isEqualTo(Duration.ofSeconds(seconds));
    }
}
