package io.eventbatcher.status;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records of a topic, or of a partition, behind the committed offsets.
 *
 * @param unread records that a consumer may read, transaction markers included
 * @param hidden records behind the first open transaction
 * @param oldest the timestamp of the oldest; null if nothing is unread, or if unknown
 */
record Backlog(long unread, long hidden, @Nullable Instant oldest) {
    static final Backlog NONE = new Backlog(0, 0, null);

    Backlog plus(Backlog other) {
        return new Backlog(unread + other.unread, hidden + other.hidden, earlier(oldest, other.oldest));
    }

    Backlog withOldest(@Nullable Instant time) {
        return new Backlog(unread, hidden, time);
    }

    /** The earlier time; null if both are unknown. */
    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(one, other)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
