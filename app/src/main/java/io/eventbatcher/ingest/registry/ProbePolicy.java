package io.eventbatcher.ingest.registry;

import java.time.Duration;

/**
 * How patiently a registry is asked.
 *
 * @param grace how long it must go on denying a schema id before the denial is believed: a replica that lags behind, or a registry
 *     that was restored from a backup, denies for a while what exists
 * @param retryEvery how long after no answer it is asked again
 */
public record ProbePolicy(Duration grace, Duration retryEvery) {
    public static final ProbePolicy DEFAULT = new ProbePolicy(Duration.ofSeconds(60), Duration.ofSeconds(2));

    /** Denials are asked for so often within the grace, the last time at its end. */
    private static final int QUESTIONS_WITHIN_GRACE = 4;

    /** The same with another grace. */
    public ProbePolicy withGrace(Duration other) {
        return new ProbePolicy(other, retryEvery);
    }

    Duration denialEvery() {
        return grace.dividedBy(QUESTIONS_WITHIN_GRACE);
    }
}
