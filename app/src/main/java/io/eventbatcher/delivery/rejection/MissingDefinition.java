package io.eventbatcher.delivery.rejection;

import io.eventbatcher.time.Moment;
import java.time.Duration;

/**
 * Search for the reason of rejections that hit one event name only. If HubSpot takes events of another name, the account lacks the
 * definition of the rejected name, and the route works.
 */
final class MissingDefinition {
    /** Events of a missing name are dead at once for so long, without a new search. */
    static final Duration KNOWN_FOR = Duration.ofSeconds(10);

    private boolean seeking;
    private String name = "";
    private Moment until = Moment.LONG_AGO;

    /** An input of another name is needed. */
    void seek() {
        seeking = true;
    }

    void stopSeeking() {
        seeking = false;
    }

    boolean seeking() {
        return seeking;
    }

    void found(String missing, Moment now) {
        name = missing;
        until = now.plus(KNOWN_FOR);
    }

    boolean is(String rejected, Moment now) {
        return now.isBefore(until) && rejected.equals(name);
    }
}
