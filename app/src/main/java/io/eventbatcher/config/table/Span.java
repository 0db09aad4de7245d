package io.eventbatcher.config.table;

import java.time.Duration;

/** Durations within bounds, both allowed. */
public record Span(Duration least, Duration most) implements Type<Duration> {
    public static Span of(String least, String most) {
        return new Span(Durations.parse(least), Durations.parse(most));
    }

    @Override
    public Duration parse(String text) {
        Duration value = Durations.parse(text);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidValueException(
                    text + " is out of range; allowed are " + text(least) + " to " + text(most));
        }
        return value;
    }

    @Override
    public String text(Duration value) {
        return Durations.text(value);
    }

    @Override
    public String kind() {
        return "duration";
    }

    @Override
    public String bounds() {
        return text(least) + " – " + text(most);
    }
}
