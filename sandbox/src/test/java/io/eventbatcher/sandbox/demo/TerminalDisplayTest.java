package io.eventbatcher.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.route.Route;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalDisplayTest {
    private static final int WIDTH = 100;

    private final StringWriter shown = new StringWriter();

    @Test
    void shouldShowTotalShareSteadyRateAndTimeLeftWhereNothingCanBeRedrawn() {
        // When
        show(false, 1_000_000, 0, 1, 2, 3, 4);

        // Then
        assertThat(shown.toString().lines())
                .containsExactly(
                        "  2 s  20,000 of 1,000,000 events, 2 %, 10,000/s, 98 s left",
                        "  4 s  40,000 of 1,000,000 events, 4 %, 10,000/s, 96 s left");
    }

    @Test
    void shouldSayNothingOfTimeLeftAtTheEnd() {
        // When
        show(false, 20_000, 0, 2);

        // Then
        assertThat(shown.toString()).isEqualToIgnoringNewLines("  2 s  20,000 of 20,000 events, 100 %, 10,000/s");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFitAHundredColumnsAlsoWithMillionsOfEvents(boolean redraws) {
        // When
        show(redraws, 100_000_000, 0, 250, 9_999);

        // Then
        assertThat(shown.toString().replaceAll("\u001b\\[\\d*[AK]", "").lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDTH));
    }

    /** Ten thousand events end in a second. */
    private void show(boolean redraws, long planned, double... seconds) {
        TerminalDisplay display = new TerminalDisplay(new PrintWriter(shown), redraws);
        DoubleStream.of(seconds).forEach(now -> display.show(at(now, planned)));
    }

    private static Progress at(double seconds, long planned) {
        long ended = Math.round(10_000 * seconds);
        Progress.OfRoute route = new Progress.OfRoute(Route.MARKETING_UPDATE, ended, ended, 0, 0, 8, ended / 500, 500);
        return new Progress(List.of(route), planned, seconds);
    }
}
