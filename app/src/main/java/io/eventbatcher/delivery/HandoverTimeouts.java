package io.eventbatcher.delivery;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import java.time.Duration;

/** How long an instance keeps a lane that it must give up, for the sake of what is in flight. */
final class HandoverTimeouts {
    /** For answers that come at the very end of a request's time, and to settle them. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** What is waited for while the consumer closes and Kafka does not hear of us; less than the session. */
    static final Duration WITHOUT_HEARTBEATS = Duration.ofSeconds(5);

    /** What Kafka allows between two polls unless told otherwise, and what is added to a wait that comes near it. */
    private static final Duration USUAL_POLL_INTERVAL = Duration.ofMinutes(5);

    private static final Duration BETWEEN_POLLS = Duration.ofMinutes(1);

    private HandoverTimeouts() {}

    /**
     * The longest a revocation waits. Every request has ended by then, because the client ends it: so no other instance sends what
     * HubSpot may still be doing.
     */
    static Duration revocationBound(Settings settings) {
        HubSpotSettings hubspot = settings.hubspot();
        Duration longest = hubspot.marketingTimeout().compareTo(hubspot.eventsTimeout()) > 0
                ? hubspot.marketingTimeout()
                : hubspot.eventsTimeout();
        return longest.plus(GRACE);
    }

    /** The least {@code max.poll.interval.ms}: the group waits so long for one that waits in a revocation. */
    static Duration leastPollInterval(Settings settings) {
        Duration needed = revocationBound(settings).plus(BETWEEN_POLLS);
        return needed.compareTo(USUAL_POLL_INTERVAL) > 0 ? needed : USUAL_POLL_INTERVAL;
    }
}
