package io.eventbatcher.record;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a source record, in two parts. Provenance: replays (number), origin (topic, partition, offset, timestamp). Payload: key
 * and value (nullable bytes), headers (count, then name and nullable value of each).
 */
final class SourceRecordCodec {
    /** The lengths of name and value, as they are written before them. */
    private static final int HEADER_LENGTHS = 4;

    private SourceRecordCodec() {}

    /** The length of key, value and headers, in bytes, nearly: for a buffer that rarely grows. */
    static int payloadSize(SourceRecord source) {
        int size = length(source.key()) + length(source.value());
        for (Header header : source.headers()) {
            size += header.key().length() + length(header.value()) + HEADER_LENGTHS;
        }
        return size;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    static ByteWriter writeProvenance(SourceRecord source, ByteWriter output) {
        Origin origin = source.origin();
        return output.number(source.replays())
                .nullable(origin.topic())
                .number(origin.partition())
                .number(origin.offset())
                .number(origin.timestamp());
    }

    static ByteWriter writePayload(SourceRecord source, ByteWriter output) {
        output.nullable(source.key()).nullable(source.value());
        Header[] headers = source.headers().toArray();
        output.number(headers.length);
        for (Header header : headers) {
            output.nullable(header.key()).nullable(header.value());
        }
        return output;
    }

    static Origin readOrigin(ByteReader input) {
        return new Origin(input.text(), input.smallNumber(), input.number(), input.number());
    }

    static void skipOrigin(ByteReader input) {
        input.skipNullable();
        input.number();
        input.number();
        input.number();
    }

    static SourceRecord readPayload(ByteReader input, Origin origin, int replays) {
        byte[] key = input.nullableBytes();
        byte[] value = input.nullableBytes();
        Headers headers = new RecordHeaders();
        int count = input.smallNumber();
        for (int i = 0; i < count; i++) {
            headers.add(input.text(), input.nullableBytes());
        }
        return new SourceRecord(origin, key, value, headers, replays);
    }

    /** Reads the value of the last header of a name in a payload; null without such a header. */
    static byte @Nullable [] readLastHeader(ByteReader payload, String name) {
        payload.skipNullable();
        payload.skipNullable();
        byte[] last = null;
        int count = payload.smallNumber();
        for (int i = 0; i < count; i++) {
            if (payload.text().equals(name)) {
                last = payload.nullableBytes();
            } else {
                payload.skipNullable();
            }
        }
        return last;
    }
}
