package io.eventbatcher.batching.dedupe;

import java.nio.ByteBuffer;

/**
 * An event that was seen.
 *
 * @param seenAt the wall-clock time of the first sight, in milliseconds since the epoch
 * @param contentHash a hash of the producer's content
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
