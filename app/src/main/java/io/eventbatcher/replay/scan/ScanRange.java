package io.eventbatcher.replay.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a topic that a scan reads, within the records that exist when the scan begins.
 *
 * @param since the time of the first record, by the records' own timestamps; null for all
 * @param partitions the partitions; empty for all
 * @param fromOffset the first offset of each partition
 * @param toOffset the offset before which the scan ends
 */
public record ScanRange(@Nullable Instant since, List<Integer> partitions, long fromOffset, long toOffset) {
    /** A scan for records of a time begins so much earlier: clocks of machines differ, and a record is older than the transaction that shows it. */
    public static final Duration EARLIER = Duration.ofMinutes(2);

    public static final ScanRange ALL = new ScanRange(null, List.of(), 0, Long.MAX_VALUE);

    public ScanRange {
        partitions = List.copyOf(partitions);
    }

    public static ScanRange since(@Nullable Instant time) {
        return new ScanRange(time, List.of(), 0, Long.MAX_VALUE);
    }

    /** One record. */
    public static ScanRange at(int partition, long offset) {
        return new ScanRange(null, List.of(partition), offset, offset + 1);
    }

    boolean has(int partition) {
        return partitions.isEmpty() || partitions.contains(partition);
    }
}
