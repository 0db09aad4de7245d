package io.eventbatcher.record;

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
        ByteWriter output = new ByteWriter(256 + json.length + SourceRecordCodec.payloadSize(source))
                .fixedByte(Item.VERSION)
                .fixedLong(contentHash)
                .nullable(uuid)
                .nullable(eventName)
                .nullable(identity)
                .nullable(replayId);
        SourceRecordCodec.writeProvenance(source, output).nullable(json);
        SourceRecordCodec.writePayload(source, output);
        return Item.read(output.array(), 0, output.size());
    }
}
