package io.eventbatcher.config.table;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations within bounds, both allowed, in the notation of configuration files: {@code 250ms}, {@code 10s}, {@code 5m}, {@code 24h}, {@code 7d}. */
public record Span(Duration least, Duration most) implements Type<Duration> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

    public static Span of(String least, String most) {
        return new Span(duration(least), duration(most));
    }

    @Override
    public Duration parse(String text) {
        Duration value = duration(text);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidValueException(
                    text + " is out of range; allowed are " + text(least) + " to " + text(most));
        }
        return value;
    }

    /** The shortest text for {@link #parse}; ISO 8601 for durations without a text. */
    @Override
    public String text(Duration duration) {
        if (duration.isNegative() || duration.toDays() > 999_999 || duration.toNanosPart() % 1_000_000 != 0) {
            return duration.toString();
        }
        long millis = duration.toMillis();
        if (millis % 1000 != 0 || millis == 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes % 60 != 0) {
            return minutes + "m";
        }
        long hours = minutes / 60;
        // people call a day 24h
        return hours % 24 != 0 || hours == 24 ? hours + "h" : hours / 24 + "d";
    }

    @Override
    public String kind() {
        return "duration";
    }

    @Override
    public String bounds() {
        return text(least) + " – " + text(most);
    }

    /** @throws InvalidValueException when the text is no duration */
    private static Duration duration(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new InvalidValueException(
                    "'" + text + "' is no duration; write a whole number and a unit: 250ms, 10s, 5m, 24h or 7d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
