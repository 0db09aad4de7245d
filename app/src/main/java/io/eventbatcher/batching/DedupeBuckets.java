package io.eventbatcher.batching;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Marks by the bucket of time in which they were first seen, so that old ones go a bucket at a time. */
interface DedupeBuckets {
    /** Those that there are. */
    Set<Long> buckets();

    /** For each key what the bucket has, or null. Only of a bucket that there is. */
    List<@Nullable DedupeEntry> read(long bucket, List<DedupeKey> keys);

    /** Adds marks, and forgets the buckets before this one. */
    void add(Map<DedupeKey, DedupeEntry> marks, long oldestBucket);
}
