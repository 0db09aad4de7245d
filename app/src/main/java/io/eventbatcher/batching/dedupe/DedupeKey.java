package io.eventbatcher.batching.dedupe;

import java.nio.ByteBuffer;

/** The key of a dedupe entry: 128 bits of a hash, see {@link DedupeKeyHash}. */
record DedupeKey(long high, long low) implements Comparable<DedupeKey> {
    static final int BYTES = 2 * Long.BYTES;

    static DedupeKey read(ByteBuffer from) {
        return new DedupeKey(from.getLong(), from.getLong());
    }

    void writeTo(ByteBuffer target) {
        target.putLong(high).putLong(low);
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        writeTo(bytes);
        return bytes.array();
    }

    /** The order of the bytes, which is RocksDB's. */
    @Override
    public int compareTo(DedupeKey other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh == 0 ? Long.compareUnsigned(low, other.low) : byHigh;
    }
}
