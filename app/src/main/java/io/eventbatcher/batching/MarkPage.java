package io.eventbatcher.batching;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Marks as one record of the changelog: key and mark of each, 32 bytes, one behind the other. */
final class MarkPage {
    private static final int ENTRY_BYTES = MarkKey.BYTES + Mark.BYTES;

    private MarkPage() {}

    static byte[] toBytes(Map<MarkKey, Mark> marks) {
        ByteBuffer page = ByteBuffer.allocate(marks.size() * ENTRY_BYTES);
        marks.forEach((key, mark) -> {
            key.writeTo(page);
            mark.writeTo(page);
        });
        return page.array();
    }

    static Map<MarkKey, Mark> read(byte[] bytes) {
        if (bytes.length % ENTRY_BYTES != 0) {
            throw new IllegalStateException("A record of a changelog of dedupe marks has " + bytes.length
                    + " bytes, which is no multiple of " + ENTRY_BYTES + "; the changelog was tampered with");
        }
        ByteBuffer page = ByteBuffer.wrap(bytes);
        Map<MarkKey, Mark> marks = new LinkedHashMap<>();
        while (page.hasRemaining()) {
            marks.put(MarkKey.read(page), Mark.read(page));
        }
        return marks;
    }
}
