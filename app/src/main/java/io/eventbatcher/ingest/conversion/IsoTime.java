package io.eventbatcher.ingest.conversion;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

/** Points in time as text. */
final class IsoTime {
    static final String WORDS =
            "ISO 8601 with `Z` or an offset, to the millisecond; a date alone is midnight UTC; all else is refused";

    /** No form of ISO 8601 is longer; a parser need not see more. */
    private static final int MOST_CHARACTERS = 50;

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private IsoTime() {}

    static Instant of(String text) throws UnfitValueException {
        TemporalAccessor parsed;
        try {
            if (text.length() > MOST_CHARACTERS) {
                throw new DateTimeParseException("too long", "", 0);
            }
            parsed = FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        } catch (DateTimeParseException none) {
            throw UnfitValueException.because("is a text that is no ISO 8601 time, such as 2026-01-02T03:04:05Z");
        }
        if (parsed instanceof LocalDateTime) {
            throw UnfitValueException.because(
                    "is an ISO 8601 time without its zone; end it with Z, or an offset such as +01:00");
        }
        Instant time = parsed instanceof OffsetDateTime point
                ? point.toInstant()
                : LocalDate.from(parsed).atStartOfDay(ZoneOffset.UTC).toInstant();
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
