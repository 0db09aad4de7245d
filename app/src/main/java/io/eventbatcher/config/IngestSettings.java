package io.eventbatcher.config;

import java.time.Duration;

/**
 * When ingest waits instead of judging.
 *
 * @param unknownSchemaGrace how long the registry must go on denying a schema id before the denial is believed; 1s to 24h, default
 *     60s
 * @param rejectionStreak so many records of one topic rejected in a row halt it; 0 for never, default 1000
 * @param probeEvery how often records of a halted topic are judged all the same; 100ms to 1h, default 10s
 * @param probeRecords so many of each partition; 1 to 1000, default 5
 */
public record IngestSettings(Duration unknownSchemaGrace, int rejectionStreak, Duration probeEvery, int probeRecords) {}
