package io.eventbatcher.record;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as its producer wrote it. The arrays are not copied and must not be changed.
 *
 * @param origin the first coordinates of the event
 * @param headers the producer's headers, without headers of dead letters and replays
 * @param replays the number of replays; 0 for a record from a source topic
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as Kafka gives them; records of this type are never compared
public record SourceRecord(
        Origin origin, byte @Nullable [] key, byte @Nullable [] value, Headers headers, int replays) {
    /** Shows the origin, never the payload. */
    @Override
    public String toString() {
        return "SourceRecord[" + origin + ", replays=" + replays + "]";
    }
}
