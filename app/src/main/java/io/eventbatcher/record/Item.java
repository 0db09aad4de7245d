package io.eventbatcher.record;

import io.eventbatcher.route.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way: its JSON input as rendered at ingest, its identity, and the original record, so that a dead letter can be byte-identical. An
 * item is a view on its encoding: a field is copied only when asked for.
 *
 * <p>Encoding, version 1: version (1 byte), content hash (8), then uuid, event name, identity, replay id (each nullable text),
 * replays (number), origin (topic, partition, offset, timestamp), JSON, key, value (nullable bytes), headers (count, then name
 * and nullable value each). Fields that a later release appends are skipped.
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
        input.fixedByte();
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
        SourceRecordCodec.skipOrigin(input);
        jsonLength = input.skipNullable();
        jsonAt = input.position() - jsonLength;
        keyAt = input.position();
        if (uuidLength < 0 || identityLength < 0 || jsonLength < 0) {
            throw new UnreadableRecordException("an item lacks its uuid, identity or JSON");
        }
    }

    /**
     * A view on an encoded item; the array is not copied and must not change.
     *
     * @throws UnreadableRecordException if the bytes are damaged or of a later, incompatible release
     */
    public static Item read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    static Item read(byte[] bytes, int from, int length) {
        if (length > 0 && bytes[from] != VERSION) {
            throw UnreadableRecordException.version("an item", bytes[from], VERSION, isWellFormed(bytes, from, length));
        }
        return new Item(bytes, from, length);
    }

    /** True if the lengths behind the version, whichever it is, are those of an item. */
    static boolean isWellFormed(byte[] bytes, int from, int length) {
        try {
            new Item(bytes, from, length).source();
            return true;
        } catch (UnreadableRecordException foreign) {
            return false;
        }
    }

    /** The encoded item; a copy if the item is part of a batch. */
    public byte[] toBytes() {
        return from == 0 && length == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, from + length);
    }

    /** The length of the encoded item, in bytes. */
    public int storedBytes() {
        return length;
    }

    void writeTo(ByteWriter output) {
        output.raw(bytes, from, length);
    }

    /** A hash of the producer's data, without defaults set at ingest: equal for a producer's retry of the same event. */
    public long contentHash() {
        return contentHash;
    }

    /** The producer's uuid, or a uuid derived from the origin. */
    public String uuid() {
        return text(uuidAt, uuidLength);
    }

    /** The event's own name, whatever its route; null for events without a name. */
    public @Nullable String eventName() {
        return eventNameLength < 0 ? null : text(eventNameAt, eventNameLength);
    }

    /** The name by which HubSpot must know the event; empty for an event without a name, and on routes without names. */
    public String name(Route route) {
        String name = route.hasNames() ? eventName() : null;
        return name == null ? "" : name;
    }

    /** The identity that keeps its order: the uuid of a behavioral event, the marketing event of a change. */
    public String identity() {
        return text(identityAt, identityLength);
    }

    /** The bytes of {@link #identity}, UTF-8: the key of repartitioning. */
    public byte[] identityBytes() {
        return Arrays.copyOfRange(bytes, identityAt, identityAt + identityLength);
    }

    /** The length of {@link #identityBytes}. */
    public int identityLength() {
        return identityLength;
    }

    /** The id that deduplicates a replay; null for items from a source topic. */
    public @Nullable String replayId() {
        return replayIdLength < 0 ? null : text(replayIdAt, replayIdLength);
    }

    /** The number of replays; 0 for items from a source topic. */
    public int replays() {
        return replays;
    }

    public Origin origin() {
        return SourceRecordCodec.readOrigin(at(originAt));
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

    /** The source record, byte for byte. */
    public SourceRecord source() {
        return SourceRecordCodec.readPayload(at(keyAt), origin(), replays);
    }

    /** The value of the producer's last header of a name, without a copy of key and value; null without such a header. */
    public byte @Nullable [] header(String name) {
        return SourceRecordCodec.readLastHeader(at(keyAt), name);
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
