package io.eventbatcher.batching.dedupe;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Encoded entries in the order of their keys. A restoration takes millions, so no entry becomes an object. */
final class SortedEntries {
    /** The low bits of a sorted number say which entry it is, and the high bits are those of its key: enough for an order that is nearly exact. */
    private static final int INDEX_BITS = 24;

    private static final int MOST = 1 << INDEX_BITS;
    private static final int SEEN_AT = DedupeKey.BYTES;

    private final ByteBuffer entries;
    private final long[] order;

    private SortedEntries(byte[] bytes) {
        entries = ByteBuffer.wrap(bytes);
        int count = bytes.length / DedupeChangelogRecord.ENTRY_BYTES;
        if (count > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " entries");
        }
        order = new long[count];
        for (int index = 0; index < count; index++) {
            long unsigned = entries.getLong(index * DedupeChangelogRecord.ENTRY_BYTES) ^ Long.MIN_VALUE;
            order[index] = (unsigned & -MOST) | index;
        }
        Arrays.sort(order);
    }

    /** @param entries as in a record of the changelog; of entries with the same key, later ones come later */
    static SortedEntries of(byte[] entries) {
        return new SortedEntries(entries);
    }

    int size() {
        return order.length;
    }

    /** The latest time of an entry. */
    long newest() {
        long newest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            newest = Math.max(newest, seenAt(rank));
        }
        return newest;
    }

    /** When the event of an entry was seen. */
    long seenAt(int rank) {
        return entries.getLong(at(rank) + SEEN_AT);
    }

    void writeKey(int rank, ByteBuffer target) {
        target.put(entries.array(), at(rank), DedupeKey.BYTES);
    }

    void writeEntry(int rank, ByteBuffer target) {
        target.put(entries.array(), at(rank) + DedupeKey.BYTES, DedupeEntry.BYTES);
    }

    private int at(int rank) {
        return (int) (order[rank] & (MOST - 1)) * DedupeChangelogRecord.ENTRY_BYTES;
    }
}
