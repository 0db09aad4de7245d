package io.eventbatcher.record;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as its producer wrote it. The arrays are not copied and must not be changed.
 *
 * @param origin where it first came from
 * @param key the key's bytes
 * @param value the value's bytes
 * @param headers the producer's headers, without any of ours
 * @param replays how often it was replayed; 0 for one straight from its source topic
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as Kafka gives them; records of this type are never compared
public record SourceRecord(
        Origin origin, byte @Nullable [] key, byte @Nullable [] value, Headers headers, int replays) {
    /** Never the payload. */
    @Override
    public String toString() {
        return "SourceRecord[" + origin + ", replays=" + replays + "]";
    }
}
