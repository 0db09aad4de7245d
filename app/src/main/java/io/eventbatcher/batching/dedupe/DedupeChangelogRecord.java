package io.eventbatcher.batching.dedupe;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The changelog record of several dedupe entries: a sequence of key and entry, 32 bytes each. */
final class DedupeChangelogRecord {
    private static final int ENTRY_BYTES = DedupeKey.BYTES + DedupeEntry.BYTES;

    private DedupeChangelogRecord() {}

    static byte[] toBytes(Map<DedupeKey, DedupeEntry> entries) {
        ByteBuffer record = ByteBuffer.allocate(entries.size() * ENTRY_BYTES);
        entries.forEach((key, entry) -> {
            key.writeTo(record);
            entry.writeTo(record);
        });
        return record.array();
    }

    static Map<DedupeKey, DedupeEntry> read(byte[] bytes) {
        if (bytes.length % ENTRY_BYTES != 0) {
            throw new IllegalStateException("A record of a dedupe changelog has " + bytes.length
                    + " bytes, which is no multiple of " + ENTRY_BYTES + "; the changelog was tampered with");
        }
        ByteBuffer record = ByteBuffer.wrap(bytes);
        Map<DedupeKey, DedupeEntry> entries = new LinkedHashMap<>();
        while (record.hasRemaining()) {
            entries.put(DedupeKey.read(record), DedupeEntry.read(record));
        }
        return entries;
    }
}
