package io.eventbatcher.replay.trace;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers and times in sentences. */
final class Texts {
    private Texts() {}

    static String events(long number) {
        return count(number, "event");
    }

    static String count(long number, String singular) {
        return String.format(Locale.ROOT, "%,d ", number) + singular + (number == 1 ? "" : "s");
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
