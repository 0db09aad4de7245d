package io.eventbatcher.batching;

import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The events that wait for their batch to fill. They wait in memory, at most a batch of them; the store gets what still waits when a
 * commit comes: one entry per event, numbered from 0, and one that tells since when the oldest waits. So an event whose batch
 * closes before the next commit is never written, and one that waits across several is written once.
 */
final class BatchBuffer {
    /** The entry of the oldest event's arrival; as bytes it sorts behind every slot. */
    private static final Integer OPENED_AT = -1;

    private final KeyValueStore<Integer, byte[]> slots;
    private final List<Item> items = new ArrayList<>();
    private long jsonBytes = BatchBounds.ENVELOPE_BYTES;
    private long storedBytes = Batch.OVERHEAD_BYTES;
    private long openedAt;

    /** How many slots the store has. */
    private int stored;

    /** How many of those hold what waits; the others hold what has gone. */
    private int current;

    private BatchBuffer(KeyValueStore<Integer, byte[]> slots) {
        this.slots = slots;
    }

    static StoreBuilder<KeyValueStore<Integer, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Integer(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** The buffer as it was at the last commit; Streams restores a store before it initialises the nodes. */
    static BatchBuffer restored(KeyValueStore<Integer, byte[]> slots) {
        BatchBuffer buffer = new BatchBuffer(slots);
        try (KeyValueIterator<Integer, byte[]> entries = slots.all()) {
            while (entries.hasNext()) {
                KeyValue<Integer, byte[]> entry = entries.next();
                if (entry.key.equals(OPENED_AT)) {
                    buffer.openedAt = ByteBuffer.wrap(entry.value).getLong();
                } else if (entry.key == buffer.items.size()) {
                    buffer.remember(Item.read(entry.value));
                } else {
                    throw new IllegalStateException(slots.name() + ": slot " + buffer.items.size()
                            + " is missing before slot " + entry.key + "; the store's changelog was tampered with");
                }
            }
        }
        buffer.stored = buffer.items.size();
        buffer.current = buffer.stored;
        return buffer;
    }

    void add(Item item, long now) {
        if (items.isEmpty()) {
            openedAt = now;
        }
        remember(item);
    }

    private void remember(Item item) {
        jsonBytes += item.jsonLength() + (items.isEmpty() ? 0 : 1);
        storedBytes += item.storedBytes() + Batch.OVERHEAD_BYTES_PER_ITEM;
        items.add(item);
    }

    /** All that waited, in order; nothing waits after. */
    List<Item> drain() {
        List<Item> drained = List.copyOf(items);
        items.clear();
        current = 0;
        jsonBytes = BatchBounds.ENVELOPE_BYTES;
        storedBytes = Batch.OVERHEAD_BYTES;
        return drained;
    }

    /** Before each commit: makes the store hold what waits, and nothing else. */
    void write() {
        if (current == 0 && !items.isEmpty()) {
            slots.put(
                    OPENED_AT, ByteBuffer.allocate(Long.BYTES).putLong(openedAt).array());
        } else if (items.isEmpty() && stored > 0) {
            slots.delete(OPENED_AT);
        }
        for (int slot = current; slot < items.size(); slot++) {
            slots.put(slot, items.get(slot).toBytes());
        }
        for (int slot = items.size(); slot < stored; slot++) {
            slots.delete(slot);
        }
        stored = items.size();
        current = stored;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    int inputs() {
        return items.size();
    }

    /** The exact length of the request's body. */
    long jsonBytes() {
        return jsonBytes;
    }

    /** The length of the encoded batch, at most. */
    long storedBytes() {
        return storedBytes;
    }

    /** When the oldest event that waits arrived here, in milliseconds since the epoch; meaningless when none waits. */
    long openedAt() {
        return openedAt;
    }
}
