package io.eventbatcher.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text from outside, fit for a line. */
class PrintableTest {
    @ParameterizedTest(name = "{index}")
    @MethodSource("texts")
    void shouldEscapeWhatForgesLinesOrSteersTerminals(String text, String line) {
        // When
        String printable = Printable.of(text);

        // Then
        assertThat(printable).isEqualTo(line);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments(
                        "plain, Gr\u00fc\u00dfe, \u65e5\u672c, \ud83d\ude00, a\\b",
                        "plain, Gr\u00fc\u00dfe, \u65e5\u672c, \ud83d\ude00, a\\b"),
                arguments("", ""),
                arguments("one\ntwo\r\nthree\tfour", "one\\ntwo\\r\\nthree\\tfour"),
                arguments("\u001b[2J\u0007\u0000\u007f", "\\u001b[2J\\u0007\\u0000\\u007f"),
                arguments("\u009b2J\u0085next", "\\u009b2J\\u0085next"),
                arguments("\u202eevil\u2066\u200f\u061c", "\\u202eevil\\u2066\\u200f\\u061c"),
                arguments("zero\u200bwidth\ufeff\u00ad", "zero\\u200bwidth\\ufeff\\u00ad"),
                arguments("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
                arguments("\ud800 alone \udfff", "\\ud800 alone \\udfff"),
                arguments("tag \udb40\udc41", "tag \\u{e0041}"));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void shouldKeepTheLinesOfATrace(String text, String lines) {
        // When
        String printable = Printable.lines(text);

        // Then
        assertThat(printable).isEqualTo(lines);
    }

    static Stream<Arguments> traces() {
        return Stream.of(
                arguments("Exception: a\n\tat B.c\n", "Exception: a\n\tat B.c\n"),
                arguments("a\r\u001b[1A\n", "a\\r\\u001b[1A\n"));
    }
}
