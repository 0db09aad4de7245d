package io.eventbatcher.cli.terminal;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration as an option: {@code 3m}, {@code 1m30s}, {@code 500ms}; a bare number has the unit that the option always had. */
public final class SpanOption {
    private SpanOption() {}

    public static final class BareSeconds implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return parse(text, "s");
        }
    }

    public static final class BareMillis implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return parse(text, "ms");
        }
    }

    private static Duration parse(String text, String unitOfBareNumbers) {
        String span = text.strip().toLowerCase(Locale.ROOT);
        String withUnit = span.matches("\\d+") ? span + unitOfBareNumbers : span;
        try {
            Duration parsed = withUnit.matches("\\d{1,12}ms")
                    ? Duration.ofMillis(Long.parseLong(withUnit.substring(0, withUnit.length() - 2)))
                    : Duration.parse((withUnit.endsWith("d") ? "P" : "PT") + withUnit);
            if (!parsed.isNegative()) {
                return parsed;
            }
        } catch (DateTimeParseException | ArithmeticException other) {
            // the sentence below says what a duration looks like
        }
        throw new TypeConversionException("'" + text + "' is no duration: 500ms, 90s, 3m and 1m30s are");
    }
}
