package io.eventbatcher.batching.batch;

import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.RequestSize;
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
 * The events of the batch that fills, in memory. Before a commit the store gets the events that still wait: one entry for each, numbered
 * from 0, and an entry with the arrival of the oldest. An event whose batch closes before the next commit is never written; an event that
 * waits across several commits is written once.
 */
public final class BatchBuffer {
    /** The key of the oldest event's arrival; as bytes the key sorts behind every slot. */
    private static final Integer OPENED_AT = -1;

    private final KeyValueStore<Integer, byte[]> slots;
    private final List<Item> items = new ArrayList<>();
    private long jsonBytes;
    private long storedBytes = Batch.OVERHEAD_BYTES;
    private long openedAt;

    /** The number of slots in the store. */
    private int stored;

    /** The number of slots with an event that waits; the slots behind hold events that have gone. */
    private int current;

    private BatchBuffer(KeyValueStore<Integer, byte[]> slots) {
        this.slots = slots;
    }

    public static StoreBuilder<KeyValueStore<Integer, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Integer(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** The buffer of the last commit; Streams restores stores before the nodes are initialised. */
    static BatchBuffer restored(KeyValueStore<Integer, byte[]> slots) {
        BatchBuffer buffer = new BatchBuffer(slots);
        try (KeyValueIterator<Integer, byte[]> entries = slots.all()) {
            while (entries.hasNext()) {
                KeyValue<Integer, byte[]> entry = entries.next();
                if (entry.key.equals(OPENED_AT)) {
                    buffer.openedAt = ByteBuffer.wrap(entry.value).getLong();
                } else if (entry.key == buffer.items.size()) {
                    buffer.append(Item.read(entry.value));
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
        append(item);
    }

    private void append(Item item) {
        jsonBytes += item.jsonLength();
        storedBytes += item.storedBytes() + Batch.OVERHEAD_BYTES_PER_ITEM;
        items.add(item);
    }

    /** Removes all events, and returns them in order. */
    List<Item> drain() {
        List<Item> drained = List.copyOf(items);
        items.clear();
        current = 0;
        jsonBytes = 0;
        storedBytes = Batch.OVERHEAD_BYTES;
        return drained;
    }

    /** Before each commit: makes the store hold exactly the events that wait. */
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
    long bodyBytes() {
        return RequestSize.bytes(items.size(), jsonBytes);
    }

    /** The exact length of the request's body with one item more. */
    long bodyBytesWith(Item item) {
        return RequestSize.bytes(items.size() + 1, jsonBytes + item.jsonLength());
    }

    /** The length of the encoded batch, at most. */
    long storedBytes() {
        return storedBytes;
    }

    /** The arrival of the oldest event, in milliseconds since the epoch; meaningless for an empty buffer. */
    long openedAt() {
        return openedAt;
    }
}
