package io.eventbatcher.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
        @JsonProperty("dead-letter")
        DEAD_LETTER,
        /** It is dropped as a duplicate: for producers that serialise the same event anew. */
        @JsonProperty("drop")
        DROP
    }

    public DedupeSettings(
            @JsonProperty("window") @Nullable Duration window,
            @JsonProperty("on-conflict") @Nullable OnConflict onConflict) {
        this.window = window == null ? Duration.ofHours(24) : window;
        this.onConflict = onConflict == null ? OnConflict.DEAD_LETTER : onConflict;
        Check.within("dedupe.window", this.window, Duration.ofSeconds(1), Duration.ofDays(30));
    }
}
