package io.eventbatcher.record;

import io.eventbatcher.route.Route;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A source record about which ingest may decide nothing yet.
 *
 * <p>Encoding, version 1: version (1 byte), route label and replay id (nullable text), replays (number), origin (topic, partition,
 * offset, timestamp), key and value (nullable bytes), headers (count, then name and nullable value each). What a later release
 * appends is skipped.
 *
 * @param replayId the id of the replay that brought it, or null when it comes from its source topic
 */
public record WaitingRecord(
        Route route, SourceRecord source, @Nullable String replayId) {
    private static final int VERSION = 1;

    public byte[] toBytes() {
        byte[] key = source.key();
        byte[] value = source.value();
        Origin origin = source.origin();
        ByteWriter output = new ByteWriter(256 + (key == null ? 0 : key.length) + (value == null ? 0 : value.length));
        output.fixedByte(VERSION)
                .nullable(route.label())
                .nullable(replayId)
                .number(source.replays())
                .nullable(origin.topic())
                .number(origin.partition())
                .number(origin.offset())
                .number(origin.timestamp())
                .nullable(key)
                .nullable(value);
        Header[] headers = source.headers().toArray();
        output.number(headers.length);
        for (Header header : headers) {
            output.nullable(header.key()).nullable(header.value());
        }
        return output.toBytes();
    }

    /** @throws UnreadableRecordException when the bytes are damaged or of a later, incompatible release */
    public static WaitingRecord read(byte[] bytes) {
        ByteReader input = new ByteReader(bytes, 0, bytes.length);
        int version = input.fixedByte();
        if (version != VERSION) {
            throw new UnreadableRecordException("a waiting record of encoding version " + version
                    + "; this release reads " + VERSION + ". Run the release that wrote it, or a later one.");
        }
        String label = input.text();
        Optional<Route> route = Route.labelled(label);
        if (route.isEmpty()) {
            throw new UnreadableRecordException("a waiting record of route '" + label + "', which this release lacks");
        }
        String replayId = input.nullableText();
        int replays = input.smallNumber();
        Origin origin = new Origin(input.text(), input.smallNumber(), input.number(), input.number());
        byte[] key = input.nullableBytes();
        byte[] value = input.nullableBytes();
        return new WaitingRecord(route.get(), new SourceRecord(origin, key, value, headers(input), replays), replayId);
    }

    private static Headers headers(ByteReader input) {
        RecordHeaders headers = new RecordHeaders();
        int count = input.smallNumber();
        for (int i = 0; i < count; i++) {
            headers.add(input.text(), input.nullableBytes());
        }
        return headers;
    }
}
