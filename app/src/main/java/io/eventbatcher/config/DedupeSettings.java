package io.eventbatcher.config;

import java.time.Duration;

/**
 * How duplicates are found.
 *
 * @param window how long a uuid is remembered, from its first sight on the wall clock; 1s to 30d, default 24h
 * @param onConflict what becomes of a known uuid with other content; default dead-letter
 */
public record DedupeSettings(Duration window, OnConflict onConflict) {
    /** What becomes of a known uuid with other content. */
    public enum OnConflict {
        /** It is a dead letter, reason uuid-conflict. */
        DEAD_LETTER,
        /** It is dropped as a duplicate: for producers that serialise the same event anew. */
        DROP
    }
}
