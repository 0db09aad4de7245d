package io.eventbatcher.console.page;

import io.eventbatcher.console.html.Html;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times in UTC, with their age. */
public final class Times {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    /** The time with its age; a dash for an unknown time. */
    public static Html of(@Nullable Instant time, Instant now) {
        if (time == null) {
            return Html.text("–");
        }
        return Html.of(
                "<time datetime=\"{}\">{} <span class=\"soft\">{}</span></time>",
                time,
                shown(time, now),
                relative(time, now));
    }

    public static Html of(long millis, Instant now) {
        return of(Instant.ofEpochMilli(millis), now);
    }

    /** The date and the time of day; the time alone within a day. */
    private static String shown(Instant time, Instant now) {
        boolean near = Duration.between(time, now).abs().compareTo(Duration.ofHours(12)) < 0;
        return (near ? OF_DAY : SECONDS).format(time);
    }

    /** {@code 3 min ago}, or {@code in 20 s}. */
    private static String relative(Instant time, Instant now) {
        Duration age = Duration.between(time, now);
        return age.isNegative() ? "in " + span(age.negated()) : span(age) + " ago";
    }

    /** A span in its largest unit. */
    public static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7_200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
    }

    /** A number with separators. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 letter}, {@code 2,000 letters}. */
    public static String count(long number, String singular) {
        return number(number) + ' ' + singular + (number == 1 ? "" : "s");
    }
}
