package io.eventbatcher.ingest.registry;

import java.time.Duration;

/**
 * The patience with a registry.
 *
 * @param grace the time for which the registry must go on denying a schema id before the denial is believed: a replica that lags behind,
 *     or a registry that was restored from a backup, denies existing schemas for a while
 * @param retryEvery the time between two requests without an answer
 */
public record ProbePolicy(Duration grace, Duration retryEvery) {
    public static final ProbePolicy DEFAULT = new ProbePolicy(Duration.ofSeconds(60), Duration.ofSeconds(2));

    /** The number of requests for a denied id within the grace, the last at its end. */
    private static final int REQUESTS_WITHIN_GRACE = 4;

    public ProbePolicy withGrace(Duration newGrace) {
        return new ProbePolicy(newGrace, retryEvery);
    }

    Duration denialEvery() {
        return grace.dividedBy(REQUESTS_WITHIN_GRACE);
    }
}
