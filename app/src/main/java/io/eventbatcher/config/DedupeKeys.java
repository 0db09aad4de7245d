package io.eventbatcher.config;

import io.eventbatcher.config.DedupeSettings.OnConflict;
import java.time.Duration;

/** What is a duplicate. */
final class DedupeKeys {
    static final Section SECTION = new Section();

    static final Key<Duration> WINDOW = SECTION.add(Key.of(
            "dedupe.window",
            new Types.Span(Duration.ofSeconds(1), Duration.ofDays(30)),
            "24h",
            "How long a uuid is remembered, from its first sight on the wall clock. Disk and restore time grow with it."
                    + " When raising it, raise retention.ms of the topics {application-id}-{route}-seen-changelog to two windows and a"
                    + " day, or what a new disk restores is shorter."));
    static final Key<OnConflict> ON_CONFLICT = SECTION.add(Key.of(
            "dedupe.on-conflict",
            Types.choice(OnConflict.DEAD_LETTER, OnConflict.DROP),
            "dead-letter",
            "What becomes of a known uuid with other content: a dead letter, or dropped as a duplicate, for producers that"
                    + " serialise the same event anew."));

    private DedupeKeys() {}
}
