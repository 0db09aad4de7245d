package io.eventbatcher.config;

import java.time.Duration;

/** What ingest does about records that it cannot take. */
final class IngestKeys {
    static final Section SECTION = new Section();

    static final Key<Duration> UNKNOWN_SCHEMA_GRACE = SECTION.add(Key.of(
            "ingest.unknown-schema-grace",
            new Types.Span(Duration.ofSeconds(1), Duration.ofHours(24)),
            "60s",
            "How long the registry must go on denying a schema id before its records are dead letters: a replica that lags"
                    + " behind denies for a while what exists."));
    static final Key<Integer> REJECTION_STREAK = SECTION.add(
            Key.of(
                    "ingest.rejection-streak",
                    new Types.Whole(0, 1_000_000, "records"),
                    "1000",
                    "So many records of one source topic rejected in a row, with not one accepted between, halt it; 0 never halts."));
    static final Key<Duration> PROBE_EVERY = SECTION.add(Key.of(
            "ingest.probe-every",
            new Types.Span(Duration.ofMillis(100), Duration.ofHours(1)),
            "10s",
            "While a source topic is halted: how often some of its records are judged all the same. One that passes ends the"
                    + " halt."));
    static final Key<Integer> PROBE_RECORDS = SECTION.add(Key.of(
            "ingest.probe-records",
            new Types.Whole(1, 1_000, "records"),
            "5",
            "So many records of each partition each time; those that fail are dead letters."));

    private IngestKeys() {}
}
