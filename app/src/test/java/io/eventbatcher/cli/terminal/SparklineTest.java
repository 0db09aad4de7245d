package io.eventbatcher.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparklineTest {
    @Test
    void shouldDrawEachCountAsAPartOfTheLargest() {
        // When
        String line = Sparkline.of(0, 1, 50, 80, 100, 0);

        // Then
        assertThat(line).isEqualTo("·▁▄▇█·");
    }

    @Test
    void shouldDrawASingleCountAsTheTallestBar() {
        assertThat(Sparkline.of(1)).isEqualTo("█");
        assertThat(Sparkline.of(0)).isEqualTo("·");
    }
}
