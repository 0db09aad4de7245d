package io.eventbatcher.ingest;

import io.eventbatcher.ingest.registry.ProbePolicy;
import java.time.Duration;

/**
 * When ingest waits instead of judging.
 *
 * @param registry how patiently the registry is asked
 * @param rejectionStreak so many records of one topic rejected in a row, with not one accepted between, halt it; 0 for never
 * @param probeEvery while a topic is halted: after so long
 * @param probeRecords so many records of each of its partitions are judged all the same; one that passes ends the halt
 */
public record IngestPolicy(ProbePolicy registry, int rejectionStreak, Duration probeEvery, int probeRecords) {
    public static final IngestPolicy DEFAULT = new IngestPolicy(ProbePolicy.DEFAULT, 1_000, Duration.ofSeconds(10), 5);
}
