package io.eventbatcher.batching;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Marks as one record of the changelog: key and mark of each, 32 bytes, one behind the other. */
final class DedupeChangelogRecord {
    private static final int ENTRY_BYTES = DedupeKey.BYTES + DedupeEntry.BYTES;

    private DedupeChangelogRecord() {}

    static byte[] toBytes(Map<DedupeKey, DedupeEntry> marks) {
        ByteBuffer page = ByteBuffer.allocate(marks.size() * ENTRY_BYTES);
        marks.forEach((key, mark) -> {
            key.writeTo(page);
            mark.writeTo(page);
        });
        return page.array();
    }

    static Map<DedupeKey, DedupeEntry> read(byte[] bytes) {
        if (bytes.length % ENTRY_BYTES != 0) {
            throw new IllegalStateException("A record of a changelog of dedupe marks has " + bytes.length
                    + " bytes, which is no multiple of " + ENTRY_BYTES + "; the changelog was tampered with");
        }
        ByteBuffer page = ByteBuffer.wrap(bytes);
        Map<DedupeKey, DedupeEntry> marks = new LinkedHashMap<>();
        while (page.hasRemaining()) {
            marks.put(DedupeKey.read(page), DedupeEntry.read(page));
        }
        return marks;
    }
}
