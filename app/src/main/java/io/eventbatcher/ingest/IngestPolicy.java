package io.eventbatcher.ingest;

import io.eventbatcher.ingest.registry.ProbePolicy;
import java.time.Duration;

/**
 * The rules by which ingest waits instead of deciding.
 *
 * @param registry the patience with the registry
 * @param rejectionStreak the number of rejected records of one topic in a row that halts the topic; 0 for never
 * @param probeEvery the time between two probes of a halted topic
 * @param probeRecords the number of records of each partition in a probe; an accepted record ends the halt
 */
public record IngestPolicy(ProbePolicy registry, int rejectionStreak, Duration probeEvery, int probeRecords) {
    public static final IngestPolicy DEFAULT = new IngestPolicy(ProbePolicy.DEFAULT, 1_000, Duration.ofSeconds(10), 5);
}
