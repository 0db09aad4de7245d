package io.eventbatcher.batching.dedupe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Dedupe entries by the time bucket in which their events were first seen, so that a whole bucket is dropped at a time. */
interface DedupeBuckets {
    /** The start times of the buckets, in milliseconds since the epoch. */
    Set<Long> buckets();

    /** The bucket's entry of each key, or null. The bucket must exist. */
    List<@Nullable DedupeEntry> read(long bucket, List<DedupeKey> keys);

    /** Adds entries, and drops all buckets before the oldest. */
    void add(Map<DedupeKey, DedupeEntry> entries, long oldestBucket);
}
