package io.eventbatcher.batching.dedupe;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events that were seen within the window: entries on the disk, and entries since the last commit. */
final class DedupeWindow {
    /** From so many entries on they are written before the commit: a quarter of a megabyte in the changelog. */
    private static final int MANY_UNWRITTEN = 8_192;

    /** The answer of a look-up. */
    enum Seen {
        /** Not seen within the window. */
        NEVER,
        /** Seen, with the same content. */
        SAME,
        /** Seen, with different content. */
        OTHER
    }

    private final DedupeBuckets disk;
    private final BucketTimes times;
    private final Map<DedupeKey, DedupeEntry> unwritten = new LinkedHashMap<>();
    private final Map<DedupeKey, DedupeEntry> found = new HashMap<>();

    DedupeWindow(DedupeBuckets disk, BucketTimes times) {
        this.disk = disk;
        this.times = times;
    }

    /**
     * Reads the entries of all keys from the disk, for {@link #find} until the next look-up. Reads all buckets: a clock that was set
     * back has entries in later buckets.
     */
    void lookUp(List<DedupeKey> keys, long now) {
        if (unwritten.size() >= MANY_UNWRITTEN) {
            // Not between a look-up and its finds, which would miss entries that move from memory to the disk.
            write(now);
        }
        found.clear();
        disk.buckets().forEach(bucket -> lookUp(keys, bucket, now));
    }

    private void lookUp(List<DedupeKey> keys, long bucket, long now) {
        List<@Nullable DedupeEntry> entries = disk.read(bucket, keys);
        for (int i = 0; i < keys.size(); i++) {
            DedupeEntry entry = entries.get(i);
            if (entry != null && times.isWithin(entry, now)) {
                found.putIfAbsent(keys.get(i), entry);
            }
        }
    }

    /** Tells whether the event of a key was seen. The key must be {@linkplain #lookUp looked up} before. */
    Seen find(DedupeKey key, long contentHash, long now) {
        DedupeEntry entry = unwritten.getOrDefault(key, found.get(key));
        if (entry == null || !times.isWithin(entry, now)) {
            return Seen.NEVER;
        }
        return entry.contentHash() == contentHash ? Seen.SAME : Seen.OTHER;
    }

    void add(DedupeKey key, long contentHash, long now) {
        unwritten.put(key, new DedupeEntry(now, contentHash));
    }

    /** Before each commit: writes the entries since the last commit. */
    void write(long now) {
        if (!unwritten.isEmpty()) {
            disk.add(unwritten, times.oldestBucket(now));
            unwritten.clear();
        }
    }
}
