package io.eventbatcher.delivery.simulation;

import java.util.ArrayList;
import java.util.List;

/** A partition of a batches topic. A transaction marker stands behind each batch, as batching commits them. */
final class PartitionLog {
    private static final int RECORD_AND_MARKER = 2;

    private final List<byte[]> batches = new ArrayList<>();
    private long beginning;

    /** Appends a batch. @return its offset */
    long append(byte[] batch) {
        batches.add(batch);
        return end() - RECORD_AND_MARKER;
    }

    /** The offset behind the last marker. */
    long end() {
        return (long) batches.size() * RECORD_AND_MARKER;
    }

    /** The first offset that still exists. */
    long beginning() {
        return beginning;
    }

    void purge(long before) {
        beginning = Math.max(beginning, before);
    }

    /** The offset of the first batch at or behind this offset; the end where there is none. */
    long next(long offset) {
        return Math.min(end(), (offset + 1) / RECORD_AND_MARKER * RECORD_AND_MARKER);
    }

    /** The batch at this offset. */
    byte[] batch(long offset) {
        return batches.get((int) (offset / RECORD_AND_MARKER));
    }
}
