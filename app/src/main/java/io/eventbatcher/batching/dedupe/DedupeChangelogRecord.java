package io.eventbatcher.batching.dedupe;

import java.nio.ByteBuffer;
import java.util.Map;

/** The changelog record of several dedupe entries: a sequence of key and entry, 32 bytes each. */
final class DedupeChangelogRecord {
    static final int ENTRY_BYTES = DedupeKey.BYTES + DedupeEntry.BYTES;

    private DedupeChangelogRecord() {}

    static byte[] toBytes(Map<DedupeKey, DedupeEntry> entries) {
        ByteBuffer record = ByteBuffer.allocate(entries.size() * ENTRY_BYTES);
        entries.forEach((key, entry) -> {
            key.writeTo(record);
            entry.writeTo(record);
        });
        return record.array();
    }

    /** The same bytes, if they can be entries. */
    static byte[] checked(byte[] bytes) {
        if (bytes.length % ENTRY_BYTES != 0) {
            throw new IllegalStateException("A record of a dedupe changelog has " + bytes.length
                    + " bytes, which is no multiple of " + ENTRY_BYTES + "; the changelog was tampered with");
        }
        return bytes;
    }
}
