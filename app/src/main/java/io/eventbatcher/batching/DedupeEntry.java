package io.eventbatcher.batching;

import java.nio.ByteBuffer;

/**
 * What is remembered of an event.
 *
 * @param seenAt when it was first seen, in milliseconds since the epoch, by the wall clock
 * @param contentHash of what its producer sent
 */
record DedupeEntry(long seenAt, long contentHash) {
    static final int BYTES = 2 * Long.BYTES;

    static DedupeEntry read(ByteBuffer from) {
        return new DedupeEntry(from.getLong(), from.getLong());
    }

    void writeTo(ByteBuffer target) {
        target.putLong(seenAt).putLong(contentHash);
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        writeTo(bytes);
        return bytes.array();
    }
}
