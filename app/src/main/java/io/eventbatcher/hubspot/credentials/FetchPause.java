package io.eventbatcher.hubspot.credentials;

import io.eventbatcher.time.DoublingPause;
import io.eventbatcher.time.Moment;
import java.time.Duration;

/** The time without fetches after a failed fetch: from 1 s, doubled with each failure, to 1 min. */
final class FetchPause {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(1);

    private static final DoublingPause PAUSES = new DoublingPause(FIRST, LONGEST);

    private int failures;
    private Moment until = Moment.LONG_AGO;

    boolean on(Moment now) {
        return now.isBefore(until);
    }

    void fetched() {
        failures = 0;
    }

    void failed(Moment now) {
        until = now.plus(PAUSES.after(failures++));
    }
}
