package io.eventbatcher.batching;

import io.eventbatcher.record.WaitingRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The source records of a task that wait, a line for each topic, first come first served. One logged store entry per record: the
 * topic's name and the number in its line. Empty nearly always; what a line can hold is what was already fetched when its partition
 * was held, and that was in memory before.
 */
final class DeferredRecords {
    private final KeyValueStore<byte[], byte[]> store;
    private final Map<String, Line> lines = new TreeMap<>();

    /** From the first number that waits to the next that is free; gone when it is empty. */
    private record Line(long first, long next) {}

    private DeferredRecords(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** The lines as they were at the last commit. */
    static DeferredRecords restored(KeyValueStore<byte[], byte[]> store) {
        DeferredRecords waiting = new DeferredRecords(store);
        try (KeyValueIterator<byte[], byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<byte[], byte[]> entry = entries.next();
                waiting.remember(topic(entry.key), number(entry.key));
            }
        }
        return waiting;
    }

    private void remember(String topic, long number) {
        Line line = lines.get(topic);
        if (line != null && line.next() != number) {
            throw new IllegalStateException(store.name() + ": number " + line.next() + " of " + topic
                    + " is missing before " + number + "; the store's changelog was tampered with");
        }
        lines.put(topic, new Line(line == null ? number : line.first(), number + 1));
    }

    /** Whether a record of this topic must join the line. */
    boolean isOpen(String topic) {
        return lines.containsKey(topic);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The topics that have a line; a copy. */
    List<String> topics() {
        return List.copyOf(lines.keySet());
    }

    void join(String topic, WaitingRecord record) {
        Line line = lines.get(topic);
        long number = line == null ? 0 : line.next();
        store.put(key(topic, number), record.toBytes());
        remember(topic, number);
    }

    /** The record whose turn it is, or null when none waits. */
    @Nullable
    WaitingRecord head(String topic) {
        Line line = lines.get(topic);
        return line == null ? null : WaitingRecord.read(Nodes.initialised(store.get(key(topic, line.first()))));
    }

    void leave(String topic) {
        Line line = lines.get(topic);
        if (line == null) {
            throw new IllegalStateException("nothing of " + topic + " waits");
        }
        store.delete(key(topic, line.first()));
        if (line.first() + 1 == line.next()) {
            lines.remove(topic);
        } else {
            lines.put(topic, new Line(line.first() + 1, line.next()));
        }
    }

    /** Sorts by topic, then by number; a topic's name has no zero byte. */
    private static byte[] key(String topic, long number) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + 1 + Long.BYTES)
                .put(name)
                .put((byte) 0)
                .putLong(number)
                .array();
    }

    private static String topic(byte[] key) {
        return new String(key, 0, key.length - 1 - Long.BYTES, StandardCharsets.UTF_8);
    }

    private static long number(byte[] key) {
        return ByteBuffer.wrap(Arrays.copyOfRange(key, key.length - Long.BYTES, key.length))
                .getLong();
    }
}
