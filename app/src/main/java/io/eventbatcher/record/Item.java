package io.eventbatcher.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way: the JSON input rendered at ingest, who it is, and the original record, so that a dead letter can be
 * byte-identical. A view on its encoding: nothing is copied before it is asked for.
 *
 * <p>Encoding, version 1: version (1 byte), content hash (8), then uuid, event name, identity, replay id (each nullable text),
 * replays (number), origin (topic, partition, offset, timestamp), JSON, key, value (nullable bytes), headers (count, then name
 * and nullable value each). What a later release appends is skipped.
 */
public final class Item {
    static final int VERSION = 1;

    private final byte[] bytes;
    private final int from;
    private final int length;

    private final long contentHash;
    private final int uuidAt;
    private final int uuidLength;
    private final int eventNameAt;
    private final int eventNameLength;
    private final int identityAt;
    private final int identityLength;
    private final int replayIdAt;
    private final int replayIdLength;
    private final int replays;
    private final int originAt;
    private final int jsonAt;
    private final int jsonLength;
    private final int keyAt;

    private Item(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.from = from;
        this.length = length;
        ByteReader input = new ByteReader(bytes, from, length);
        int version = input.fixedByte();
        if (version != VERSION) {
            throw new UnreadableRecordException("an item of encoding version " + version + "; this release reads "
                    + VERSION + ". Run the release that wrote it, or a later one.");
        }
        contentHash = input.fixedLong();
        uuidLength = input.skipNullable();
        uuidAt = input.position() - uuidLength;
        eventNameLength = input.skipNullable();
        eventNameAt = input.position() - Math.max(0, eventNameLength);
        identityLength = input.skipNullable();
        identityAt = input.position() - identityLength;
        replayIdLength = input.skipNullable();
        replayIdAt = input.position() - Math.max(0, replayIdLength);
        replays = input.smallNumber();
        originAt = input.position();
        input.skipNullable();
        input.number();
        input.number();
        input.number();
        jsonLength = input.skipNullable();
        jsonAt = input.position() - jsonLength;
        keyAt = input.position();
        if (uuidLength < 0 || identityLength < 0 || jsonLength < 0) {
            throw new UnreadableRecordException("an item lacks its uuid, identity or JSON");
        }
    }

    /**
     * A view on one encoded item; the array is not copied and must not change.
     *
     * @throws UnreadableRecordException when the bytes are damaged or of a later, incompatible release
     */
    public static Item read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    static Item read(byte[] bytes, int from, int length) {
        return new Item(bytes, from, length);
    }

    /** The encoded item. Copies when the item is part of a batch. */
    public byte[] toBytes() {
        return from == 0 && length == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, from + length);
    }

    /** The bytes this item takes in a store or batch. */
    public int storedBytes() {
        return length;
    }

    void writeTo(ByteWriter output) {
        output.raw(bytes, from, length);
    }

    /** A hash of what the producer sent, without defaults of ours: equal for a producer's retry of the same event. */
    public long contentHash() {
        return contentHash;
    }

    /** The producer's uuid, or the one derived from the origin. */
    public String uuid() {
        return text(uuidAt, uuidLength);
    }

    /** HubSpot's event name, where the record has one. */
    public @Nullable String eventName() {
        return eventNameLength < 0 ? null : text(eventNameAt, eventNameLength);
    }

    /** What must keep its order: the uuid for behavioral events, the marketing event for the others. */
    public String identity() {
        return text(identityAt, identityLength);
    }

    /** The bytes of {@link #identity}, UTF-8: the key by which items are regrouped. */
    public byte[] identityBytes() {
        return Arrays.copyOfRange(bytes, identityAt, identityAt + identityLength);
    }

    /** The length of {@link #identityBytes}. */
    public int identityLength() {
        return identityLength;
    }

    /** Set when this item came from the replay topic: the id by which that replay is deduplicated. */
    public @Nullable String replayId() {
        return replayIdLength < 0 ? null : text(replayIdAt, replayIdLength);
    }

    /** How often this event was replayed; 0 for one straight from its source. */
    public int replays() {
        return replays;
    }

    public Origin origin() {
        ByteReader input = at(originAt);
        return new Origin(input.text(), input.smallNumber(), input.number(), input.number());
    }

    /** The length of the rendered JSON input, in bytes. */
    public int jsonLength() {
        return jsonLength;
    }

    /** A copy of the rendered JSON input, UTF-8. */
    public byte[] json() {
        return Arrays.copyOfRange(bytes, jsonAt, jsonAt + jsonLength);
    }

    /** Writes the JSON input without a copy. */
    public void writeJson(OutputStream target) throws IOException {
        target.write(bytes, jsonAt, jsonLength);
    }

    /** The source record as it was. */
    public SourceRecord source() {
        ByteReader input = at(keyAt);
        byte[] key = input.nullableBytes();
        byte[] value = input.nullableBytes();
        return new SourceRecord(origin(), key, value, headers(input), replays);
    }

    private static Headers headers(ByteReader input) {
        RecordHeaders headers = new RecordHeaders();
        int count = input.smallNumber();
        for (int i = 0; i < count; i++) {
            headers.add(input.text(), input.nullableBytes());
        }
        return headers;
    }

    private ByteReader at(int position) {
        return new ByteReader(bytes, position, from + length - position);
    }

    private String text(int at, int textLength) {
        return new String(bytes, at, textLength, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Item[" + uuid() + " from " + origin() + "]";
    }
}
