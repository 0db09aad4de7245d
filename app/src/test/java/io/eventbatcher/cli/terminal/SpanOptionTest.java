package io.eventbatcher.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SpanOptionTest {
    @ParameterizedTest
    @CsvSource({
        "180, PT3M",
        "0, PT0S",
        "90s, PT1M30S",
        "3m, PT3M",
        "1m30s, PT1M30S",
        "2H, PT2H",
        "500ms, PT0.5S",
        "1d, PT24H"
    })
    void shouldTakeASpanWithAUnitAndABareNumberOfSeconds(String text, Duration span) {
        assertThat(new SpanOption.BareSeconds().convert(text)).isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "-5s", "soon", "", "5x", "99999999999999999999"})
    void shouldSayWhatADurationLooksLike(String text) {
        assertThatThrownBy(() -> new SpanOption.BareMillis().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("3m");
    }
}
