package io.eventbatcher.batching.position;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The offsets that a consumer has fetched, up to the last. Markers, aborted records and compaction leave offsets without records, which Kafka
 * Streams passes when it commits.
 */
final class FetchedOffsets {
    private static final long NONE = -1;

    private final NavigableMap<Long, Long> withoutRecords = new TreeMap<>();
    private long end = NONE;

    /**
     * A poll has read on.
     *
     * @param expected the offset behind the last processed record
     * @param position the offset that the consumer fetches next
     */
    void add(long expected, List<ConsumerRecord<byte[], byte[]>> records, long position) {
        long at = Math.max(end, expected);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            leaveOut(at, record.offset());
            at = record.offset() + 1;
        }
        leaveOut(at, position);
        end = Math.max(at, position);
    }

    private void leaveOut(long from, long to) {
        if (from < to) {
            withoutRecords.put(from, to);
        }
    }

    /** The first offset from the given one on that may have a record. */
    long firstFrom(long offset) {
        long at = offset;
        for (Long behind = withoutRecords.get(at); behind != null; behind = withoutRecords.get(at)) {
            at = behind;
        }
        return at;
    }

    /** The same for an offset behind a record that was processed: earlier offsets are not asked for again. */
    long goOnFrom(long offset) {
        long at = firstFrom(offset);
        withoutRecords.headMap(at).clear();
        return at;
    }

    /** True if nothing was fetched from the given offset on. */
    boolean endAt(long offset) {
        return end <= firstFrom(offset);
    }

    /** Reading goes on elsewhere. */
    void forget() {
        withoutRecords.clear();
        end = NONE;
    }
}
