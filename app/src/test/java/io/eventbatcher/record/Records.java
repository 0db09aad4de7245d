package io.eventbatcher.record;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Items for tests. */
final class Records {
    private Records() {}

    static Item item(String uuid) {
        SourceRecord source = new SourceRecord(
                new Origin("topic", 3, 1L << 40, 1_700_000_000_000L),
                new byte[] {1},
                new byte[] {2, 3},
                new RecordHeaders().add("a", new byte[] {4}).add("null", null).add("a", new byte[0]),
                2);
        byte[] json = ("{\"uuid\":\"" + uuid + "\"}").getBytes(StandardCharsets.UTF_8);
        return new ItemDraft(uuid, "pe1_ä", "identity", "replay", -5L, json, source).encode();
    }
}
