package io.eventbatcher.record;

import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch: items of a lane, in order, that batching hands to delivery together.
 *
 * <p>Encoding, version 1: version (1 byte), route, lane, wall-clock time of closing, closing bound, count, then length and bytes of each item;
 * fields that a later release appends are skipped.
 *
 * @param lane the lane, which is also the partition
 * @param closedAt the time of closing, in milliseconds since the epoch
 * @param closedBy the bound that closed the batch
 * @param items at least one
 */
public record Batch(Route route, int lane, long closedAt, ClosedBy closedBy, List<Item> items) {
    private static final int VERSION = 1;

    /** The bounds that close a batch. */
    public enum ClosedBy {
        INPUTS("inputs"),
        JSON_BYTES("json-bytes"),
        STORED_BYTES("stored-bytes"),
        LINGER("linger");

        private final String label;

        ClosedBy(String label) {
            this.label = label;
        }

        /** The name in metric tags, verbatim. */
        public String label() {
            return label;
        }
    }

    public Batch {
        items = List.copyOf(items);
    }

    /** The most bytes that {@link #toBytes} adds to a batch: a bound for batches that must fit a topic. */
    public static final int OVERHEAD_BYTES = 128;

    /** The most bytes that {@link #toBytes} adds to an item: the item's length. */
    public static final int OVERHEAD_BYTES_PER_ITEM = 5;

    public byte[] toBytes() {
        int size = OVERHEAD_BYTES;
        for (Item item : items) {
            size += item.storedBytes() + OVERHEAD_BYTES_PER_ITEM;
        }
        ByteWriter output = new ByteWriter(size)
                .fixedByte(VERSION)
                .nullable(route.label())
                .number(lane)
                .number(closedAt)
                .nullable(closedBy.label)
                .number(items.size());
        for (Item item : items) {
            output.number(item.storedBytes());
            item.writeTo(output);
        }
        return output.toBytes();
    }

    /**
     * Reads a batch; its items are views on the bytes.
     *
     * @throws UnreadableRecordException if the bytes are damaged or of a later, incompatible release
     */
    public static Batch read(byte[] bytes) {
        ByteReader input = new ByteReader(bytes, 0, bytes.length);
        int version = input.fixedByte();
        if (version != VERSION) {
            throw UnreadableRecordException.version("a batch", version, VERSION, false);
        }
        Route route = route(input.text());
        int lane = input.smallNumber();
        long closedAt = input.number();
        ClosedBy closedBy = closedBy(input.text());
        int count = input.smallNumber();
        List<Item> items = new ArrayList<>(Math.min(count, 1000));
        for (int i = 0; i < count; i++) {
            int length = input.smallNumber();
            items.add(Item.read(bytes, input.position(), within(bytes, input, length)));
            input.skip(length);
        }
        return new Batch(route, lane, closedAt, closedBy, items);
    }

    private static int within(byte[] bytes, ByteReader input, int length) {
        if (length > bytes.length - input.position()) {
            throw new UnreadableRecordException("an item of " + length + " bytes runs past the end of its batch");
        }
        return length;
    }

    private static Route route(String label) {
        return Route.labelled(label)
                .orElseThrow(() -> new UnreadableRecordException(
                        "a batch of " + shown(label) + ", which this release does not know: " + Route.labels()));
    }

    /** A label for messages: in a damaged record a label may be payload, which no message may show. */
    private static String shown(String label) {
        return label.matches("[a-z0-9-]{1,40}") ? "the route " + label : "a route";
    }

    private static ClosedBy closedBy(String label) {
        for (ClosedBy closedBy : ClosedBy.values()) {
            if (closedBy.label.equals(label)) {
                return closedBy;
            }
        }
        // A later release may close batches by an unknown bound, which changes nothing about the items.
        return ClosedBy.LINGER;
    }
}
