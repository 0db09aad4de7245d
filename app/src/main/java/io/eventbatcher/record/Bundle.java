package io.eventbatcher.record;

import java.util.ArrayList;
import java.util.List;

/**
 * A record of the repartition topic: items on their way to a lane, in order. The items of a bundle share the costs of a record at producer, broker
 * and consumer.
 *
 * <p>Encoding, version 2: version (1 byte), count, then length and bytes of each item. A single item is encoded as an {@link Item}, which is version
 * 1, so that records from before there were bundles are read too.
 */
public final class Bundle {
    private static final int VERSION = 2;

    /** The most bytes of version and count. */
    private static final int OVERHEAD_BYTES = 6;

    private Bundle() {}

    /** @param items at least one */
    public static byte[] toBytes(List<Item> items) {
        if (items.size() == 1) {
            return items.get(0).toBytes();
        }
        int size = OVERHEAD_BYTES;
        for (Item item : items) {
            size += item.storedBytes() + Batch.OVERHEAD_BYTES_PER_ITEM;
        }
        ByteWriter output = new ByteWriter(size).fixedByte(VERSION).number(items.size());
        for (Item item : items) {
            output.number(item.storedBytes());
            item.writeTo(output);
        }
        return output.toBytes();
    }

    /**
     * Reads the items, as views on the bytes.
     *
     * @throws UnreadableRecordException if the bytes are damaged or of a later, incompatible release
     */
    public static List<Item> read(byte[] bytes) {
        ByteReader input = new ByteReader(bytes, 0, bytes.length);
        int version = input.fixedByte();
        if (version == Item.VERSION) {
            return List.of(Item.read(bytes));
        }
        if (version != VERSION) {
            boolean wellFormed = isWellFormed(bytes) || Item.isWellFormed(bytes, 0, bytes.length);
            throw UnreadableRecordException.version("a bundle", version, VERSION, wellFormed);
        }
        int count = input.smallNumber();
        List<Item> items = new ArrayList<>(Math.min(count, 1_000));
        for (int i = 0; i < count; i++) {
            int length = input.smallNumber();
            int from = input.position();
            input.skip(length);
            items.add(Item.read(bytes, from, length));
        }
        return items;
    }

    /** True if the lengths behind the version, whichever it is, are those of a bundle of items. */
    private static boolean isWellFormed(byte[] bytes) {
        try {
            ByteReader input = new ByteReader(bytes, 1, bytes.length - 1);
            int count = input.smallNumber();
            for (int i = 0; i < count; i++) {
                int length = input.smallNumber();
                int from = input.position();
                input.skip(length);
                if (!Item.isWellFormed(bytes, from, length)) {
                    return false;
                }
            }
            return count > 0;
        } catch (UnreadableRecordException foreign) {
            return false;
        }
    }
}
