package io.eventbatcher.hubspot.answer;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds, or an HTTP date (RFC 9110, 10.2.3). */
final class RetryAfter {
    /** HubSpot documents at most 24 h; a longer wait is a mistake. */
    static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    /** The time to wait from now; zero if the header is absent, past or unreadable. */
    static Duration parse(@Nullable String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Duration.ZERO;
        }
        Duration wait =
                header.strip().chars().allMatch(Character::isDigit) ? seconds(header.strip()) : until(header, now);
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Duration seconds(String digits) {
        return digits.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static Duration until(String date, Instant now) {
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException | ArithmeticException unreadable) {
            return Duration.ZERO;
        }
    }
}
