package io.eventbatcher.hubspot;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of the account's limits, in HubSpot's {@code X-HubSpot-RateLimit-…}. The paths of behavioral events are
 * exempt from these limits, and their answers say nothing.
 *
 * @param max requests that any interval may have
 * @param remaining how many of them are left in the present one
 * @param interval how long an interval is
 * @param daily requests that a day may have, when the answer says so
 * @param dailyRemaining how many of them are left today, when the answer says so
 */
public record LimitHeaders(int max, int remaining, Duration interval, OptionalInt daily, OptionalInt dailyRemaining) {
    private static final String PREFIX = "X-HubSpot-RateLimit-";
    private static final int LONGEST_NUMBER = 9;

    /** Empty unless limit, rest and interval are all there, as whole numbers that make sense. */
    static Optional<LimitHeaders> of(Function<String, @Nullable String> headers) {
        OptionalInt max = number(headers.apply(PREFIX + "Max"));
        OptionalInt remaining = number(headers.apply(PREFIX + "Remaining"));
        OptionalInt millis = number(headers.apply(PREFIX + "Interval-Milliseconds"));
        if (max.orElse(0) == 0 || remaining.isEmpty() || millis.orElse(0) == 0) {
            return Optional.empty();
        }
        return Optional.of(new LimitHeaders(
                max.getAsInt(),
                remaining.getAsInt(),
                Duration.ofMillis(millis.getAsInt()),
                number(headers.apply(PREFIX + "Daily")),
                number(headers.apply(PREFIX + "Daily-Remaining"))));
    }

    private static OptionalInt number(@Nullable String text) {
        boolean digits = text != null
                && !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(Character::isDigit);
        return digits ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
