package io.eventbatcher.record;

import io.eventbatcher.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * A source record that ingest cannot decide yet.
 *
 * <p>Encoding, version 1: version (1 byte), route label and replay id (nullable text), the source record's provenance and payload
 * ({@link SourceRecordCodec}), then the reason why parts are missing (nullable text) and the time of deferral (number). Earlier releases wrote neither,
 * or the reason alone. Bytes that a later release appends are skipped.
 *
 * @param replayId the id of the replay that brought the record, or null for a record of a source topic
 * @param tooLarge the reason why parts of the record are missing, as sentences; null for a whole record
 * @param since the time of deferral, in milliseconds since the epoch; the record's own if an earlier release deferred the record
 */
public record DeferredRecord(
        Route route,
        SourceRecord source,
        @Nullable String replayId,
        @Nullable String tooLarge,
        long since) {
    private static final int VERSION = 1;

    public byte[] toBytes() {
        ByteWriter output = new ByteWriter(256 + SourceRecordCodec.payloadSize(source))
                .fixedByte(VERSION)
                .nullable(route.label())
                .nullable(replayId);
        SourceRecordCodec.writeProvenance(source, output);
        SourceRecordCodec.writePayload(source, output);
        return output.nullable(tooLarge).number(since).toBytes();
    }

    /** @throws UnreadableRecordException when the bytes are damaged or of a later, incompatible release */
    public static DeferredRecord read(byte[] bytes) {
        ByteReader input = new ByteReader(bytes, 0, bytes.length);
        int version = input.fixedByte();
        if (version != VERSION) {
            throw UnreadableRecordException.version("a deferred record", version, VERSION, false);
        }
        String label = input.text();
        Route route = Route.labelled(label)
                .orElseThrow(() -> new UnreadableRecordException(
                        "a deferred record of route '" + label + "', which this release lacks"));
        String replayId = input.nullableText();
        int replays = input.smallNumber();
        Origin origin = SourceRecordCodec.readOrigin(input);
        SourceRecord source = SourceRecordCodec.readPayload(input, origin, replays);
        String tooLarge = input.atEnd() ? null : input.nullableText();
        return new DeferredRecord(
                route, source, replayId, tooLarge, input.atEnd() ? origin.timestamp() : input.number());
    }
}
