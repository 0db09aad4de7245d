package io.eventbatcher.record;

/**
 * The most bytes of events that each place may hold, by the size of the heap. From 2 GB on, 16 lanes have what throughput wants; a
 * smaller heap has smaller fetches and buffers, so that large events need no larger heap. Shares are those of two stream threads.
 *
 * @param heap the most bytes that the JVM's heap may take
 */
public record HeapBounds(long heap) {
    private static final long MIB = 1024 * 1024;

    public static HeapBounds ofThisProcess() {
        return new HeapBounds(Runtime.getRuntime().maxMemory());
    }

    private long share(long parts, long least, long most) {
        return Math.max(least, Math.min(most, heap / parts));
    }

    /** Records of a poll of a stream thread, all of which Kafka Streams puts in its queues. */
    public int streamRecords() {
        return (int) share(MIB, 100, 1_000);
    }

    /** Bytes of a fetch from a partition, compressed, and at least one batch of the producer's; a stream thread holds one for each partition. */
    public int streamFetchBytes() {
        return (int) share(1_024, 64 * 1024, MIB);
    }

    /** Bytes that a producer holds until the broker has them, at least two of the largest records. */
    public long producerBytes(int largestRecord) {
        return share(16, 2L * largestRecord, 64 * MIB);
    }

    /** Bytes of the batches of a lane in delivery; the lane takes what one fetch brings on top. */
    public long laneBytes(int lanes) {
        return share(8L * lanes, MIB, 16 * MIB);
    }

    /** Bytes of a fetch of batches from a lane, compressed, and at least one batch. */
    public int batchesFetchBytes(int lanes, int largestRecord) {
        return (int) share(16L * lanes, 256 * 1024, largestRecord);
    }

    /** Batches of a poll of delivery: on a large heap enough for a full request of batches with a single event. */
    public int batches() {
        return (int) share(2 * MIB, 32, 500);
    }
}
