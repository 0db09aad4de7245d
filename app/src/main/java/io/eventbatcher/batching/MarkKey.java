package io.eventbatcher.batching;

import java.nio.ByteBuffer;

/** What is looked up: 128 bits of a hash, see {@link MarkKeys}. */
record MarkKey(long high, long low) {
    static final int BYTES = 2 * Long.BYTES;

    static MarkKey read(ByteBuffer from) {
        return new MarkKey(from.getLong(), from.getLong());
    }

    void writeTo(ByteBuffer target) {
        target.putLong(high).putLong(low);
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        writeTo(bytes);
        return bytes.array();
    }
}
