package io.eventbatcher.batching;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was seen within the window: what is on the disk, and what was seen since the last commit. */
final class DedupeWindow {
    /** From so many on they are written before the commit comes: a quarter of a megabyte in the changelog. */
    private static final int MANY_UNWRITTEN = 8_192;

    /** What a look-up says. */
    enum Seen {
        /** Not seen within the window. */
        NEVER,
        /** Seen, with the same content. */
        SAME,
        /** Seen, with other content. */
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
     * One look at the disk for all of these, which {@link #find} tells apart until the next look. It is in all buckets, because a clock that was
     * set back has marks in later ones.
     */
    void lookUp(List<DedupeKey> keys, long now) {
        if (unwritten.size() >= MANY_UNWRITTEN) {
            // not between a look and what it is for, which would find them in neither place
            write(now);
        }
        found.clear();
        disk.buckets().forEach(bucket -> lookUp(keys, bucket, now));
    }

    private void lookUp(List<DedupeKey> keys, long bucket, long now) {
        List<@Nullable DedupeEntry> marks = disk.read(bucket, keys);
        for (int i = 0; i < keys.size(); i++) {
            DedupeEntry mark = marks.get(i);
            if (mark != null && times.isWithin(mark, now)) {
                found.putIfAbsent(keys.get(i), mark);
            }
        }
    }

    /** What is known of a key that was {@linkplain #lookUp looked up}. */
    Seen find(DedupeKey key, long contentHash, long now) {
        DedupeEntry mark = unwritten.getOrDefault(key, found.get(key));
        if (mark == null || !times.isWithin(mark, now)) {
            return Seen.NEVER;
        }
        return mark.contentHash() == contentHash ? Seen.SAME : Seen.OTHER;
    }

    void set(DedupeKey key, long contentHash, long now) {
        unwritten.put(key, new DedupeEntry(now, contentHash));
    }

    /** Before each commit: writes what was set since the last. */
    void write(long now) {
        if (!unwritten.isEmpty()) {
            disk.add(unwritten, times.oldestBucket(now));
            unwritten.clear();
        }
    }
}
