package io.eventbatcher.replay.plan;

import java.time.Duration;
import java.util.Locale;

/** Rates and spans of plans in words. */
public final class PlanWords {
    private PlanWords() {}

    /** {@code 300/s}, {@code 0.5/s}. */
    public static String rate(double rate) {
        return rate >= 10 || rate == Math.rint(rate)
                ? String.format(Locale.ROOT, "%,.0f/s", rate)
                : String.format(Locale.ROOT, "%.1f/s", rate);
    }

    /** {@code 3 s}, {@code 12 min}, {@code 5 h 20 min}. */
    public static String span(Duration span) {
        long seconds = Math.max(1, span.plusMillis(999).toSeconds());
        if (seconds < 100) {
            return seconds + " s";
        }
        long minutes = (seconds + 59) / 60;
        return minutes < 100 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
