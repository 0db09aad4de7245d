package io.eventbatcher.config;

import io.eventbatcher.config.table.Flag;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Span;
import io.eventbatcher.config.table.Values;
import io.eventbatcher.config.table.Whole;
import java.time.Duration;

/**
 * When ingest waits instead of rejecting records, and what it asks of an event.
 *
 * @param requireContact if a behavioral event must have an objectId, an email or a utk
 */
public record IngestSettings(
        Duration unknownSchemaGrace,
        int rejectionStreak,
        Duration probeEvery,
        int probeRecords,
        boolean requireContact) {
    static final Section KEYS = new Section("ingest");

    private static final Key<Duration> UNKNOWN_SCHEMA_GRACE =
            KEYS.add("unknown-schema-grace", Span.of("1s", "24h"), "60s", """
                The time for which the registry must go on denying a schema id before records with the id are dead letters: a
                replica that lags behind denies existing ids for a while.
                """);
    private static final Key<Integer> REJECTION_STREAK =
            KEYS.add("rejection-streak", new Whole(0, 1_000_000, "records"), "1000", """
                The number of records in a row, rejected with none accepted between, that halts their source topic; 0 never
                halts.
                """);
    private static final Key<Duration> PROBE_EVERY = KEYS.add("probe-every", Span.of("100ms", "1h"), "10s", """
        The time between two probes of a halted source topic with some of the records. A record that passes ends the
        halt.
        """);
    private static final Key<Integer> PROBE_RECORDS =
            KEYS.add("probe-records", new Whole(1, 1_000, "records"), "5", """
                The number of records of each partition in a probe; records that fail are dead letters.
                """);

    private static final Key<Boolean> REQUIRE_CONTACT = KEYS.add("require-contact", new Flag(), "true", """
        True if a behavioral event without objectId, email and utk is the dead letter invalid-event. False if an event's
        definition has a customMatchingId property, by which HubSpot finds the contact; HubSpot then rejects an event
        that has neither.
        """);

    public IngestSettings {
        UNKNOWN_SCHEMA_GRACE.check(unknownSchemaGrace);
        REJECTION_STREAK.check(rejectionStreak);
        PROBE_EVERY.check(probeEvery);
        PROBE_RECORDS.check(probeRecords);
    }

    IngestSettings(Values values) {
        this(
                values.get(UNKNOWN_SCHEMA_GRACE),
                values.get(REJECTION_STREAK),
                values.get(PROBE_EVERY),
                values.get(PROBE_RECORDS),
                values.get(REQUIRE_CONTACT));
    }
}
