package io.eventbatcher.hubspot;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The account's limits, from HubSpot's headers {@code X-HubSpot-RateLimit-…}. Behavioral events are exempt from the limits, and their
 * answers lack the headers.
 *
 * @param max requests allowed in an interval
 * @param remaining requests left in the present interval
 * @param interval the length of an interval
 * @param daily requests allowed in a day, if known
 * @param dailyRemaining requests left today, if known
 */
public record LimitHeaders(int max, int remaining, Duration interval, OptionalInt daily, OptionalInt dailyRemaining) {
    private static final String PREFIX = "X-HubSpot-RateLimit-";
    private static final int LONGEST_NUMBER = 9;

    /** Empty unless limit, rest and interval are all present as sensible whole numbers. */
    public static Optional<LimitHeaders> of(Function<String, @Nullable String> headers) {
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
