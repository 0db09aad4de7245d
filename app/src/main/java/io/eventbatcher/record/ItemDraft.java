package io.eventbatcher.record;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an event that ingest encodes as an {@link Item}.
 *
 * @param uuid the producer's uuid, or a uuid derived from the origin
 * @param eventName HubSpot's event name; null for events without a name
 * @param identity the uuid of a behavioral event, the marketing event of a change
 * @param replayId the id of the replay; null for a record from a source topic
 * @param contentHash a hash of the producer's data, without defaults set at ingest
 * @param json the rendered JSON input, UTF-8
 * @param source the record as its producer wrote it
 */
@SuppressWarnings("ArrayRecordComponent") // encoded once and dropped; never compared
public record ItemDraft(
        String uuid,
        @Nullable String eventName,
        String identity,
        @Nullable String replayId,
        long contentHash,
        byte[] json,
        SourceRecord source) {

    /** Encodes the item; see {@link Item} for the layout. */
    public Item encode() {
        byte[] key = source.key();
        byte[] value = source.value();
        Origin origin = source.origin();
        ByteWriter output = new ByteWriter(expectedSize(key, value));
        output.fixedByte(Item.VERSION)
                .fixedLong(contentHash)
                .nullable(uuid)
                .nullable(eventName)
                .nullable(identity)
                .nullable(replayId)
                .number(source.replays())
                .nullable(origin.topic())
                .number(origin.partition())
                .number(origin.offset())
                .number(origin.timestamp())
                .nullable(json)
                .nullable(key)
                .nullable(value);
        Header[] headers = source.headers().toArray();
        output.number(headers.length);
        for (Header header : headers) {
            output.nullable(header.key().getBytes(StandardCharsets.UTF_8)).nullable(header.value());
        }
        return Item.read(output.toBytes());
    }

    private int expectedSize(byte @Nullable [] key, byte @Nullable [] value) {
        int known = json.length + (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
        return known + 256;
    }
}
