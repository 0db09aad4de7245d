package io.eventbatcher.config;

import io.eventbatcher.config.table.Choice;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Span;
import io.eventbatcher.config.table.Values;
import java.time.Duration;

/** The search for duplicates. */
public record DedupeSettings(Duration window, OnConflict onConflict) {
    static final Section KEYS = new Section("dedupe");

    static final Key<Duration> WINDOW = KEYS.add("window", Span.of("1s", "30d"), "24h", """
        The time for which a uuid is remembered, from its first sight on the wall clock. Disk and restore time grow with
        the window. Before raising the window, raise retention.ms of the topics {application-id}-{route}-seen-changelog
        to two windows and a day; otherwise a new disk restores less than the window.
        """);
    private static final Key<OnConflict> ON_CONFLICT =
            KEYS.add("on-conflict", Choice.of(OnConflict.DEAD_LETTER, OnConflict.DROP), "dead-letter", """
                The fate of a known uuid with new content: a dead letter, or dropped as a duplicate, for producers that
                serialise the same event anew.
                """);

    /** The fate of a known uuid with new content. */
    public enum OnConflict {
        /** A dead letter with the reason uuid-conflict. */
        DEAD_LETTER,
        /** Dropped like a duplicate. */
        DROP
    }

    public DedupeSettings {
        WINDOW.check(window);
        ON_CONFLICT.check(onConflict);
    }

    DedupeSettings(Values values) {
        this(values.get(WINDOW), values.get(ON_CONFLICT));
    }
}
