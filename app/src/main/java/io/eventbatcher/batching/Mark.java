package io.eventbatcher.batching;

import java.nio.ByteBuffer;

/**
 * What is remembered of an event.
 *
 * @param seenAt when it was first seen, in milliseconds since the epoch, by the wall clock
 * @param contentHash of what its producer sent
 */
record Mark(long seenAt, long contentHash) {
    static final int BYTES = 2 * Long.BYTES;

    static Mark read(ByteBuffer from) {
        return new Mark(from.getLong(), from.getLong());
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
