package io.eventbatcher.delivery;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.health.PollThreads;
import java.time.Duration;

/** Times to keep a revoked lane until requests in flight have ended. */
final class HandoverTimeouts {
    /** For answers at the very end of a request's time, and for their settlement. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Wait for answers while the closing consumer sends no heartbeats; less than the session. */
    static final Duration WITHOUT_HEARTBEATS = Duration.ofSeconds(5);

    /** Kafka's default for {@code max.poll.interval.ms}. */
    private static final Duration USUAL_POLL_INTERVAL = Duration.ofMinutes(5);

    private static final Duration BETWEEN_POLLS = Duration.ofMinutes(1);

    private HandoverTimeouts() {}

    /**
     * The longest wait of a revocation. The client has ended every request by then: no instance sends events on which HubSpot still
     * works.
     */
    static Duration revocationBound(Settings settings) {
        HubSpotSettings hubspot = settings.hubspot();
        Duration longest = hubspot.marketingTimeout().compareTo(hubspot.eventsTimeout()) > 0
                ? hubspot.marketingTimeout()
                : hubspot.eventsTimeout();
        return longest.plus(GRACE);
    }

    /** The longest time between two polls of a thread that is well. */
    static Duration longestSilence(Settings settings) {
        Duration longest = revocationBound(settings).plus(BETWEEN_POLLS);
        return longest.compareTo(PollThreads.LONGEST_SILENCE) > 0 ? longest : PollThreads.LONGEST_SILENCE;
    }

    /** The least {@code max.poll.interval.ms}, for which the group waits for a member in a revocation. */
    static Duration leastPollInterval(Settings settings) {
        Duration needed = revocationBound(settings).plus(BETWEEN_POLLS);
        return needed.compareTo(USUAL_POLL_INTERVAL) > 0 ? needed : USUAL_POLL_INTERVAL;
    }
}
