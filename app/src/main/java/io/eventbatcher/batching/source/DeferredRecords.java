package io.eventbatcher.batching.source;

import io.eventbatcher.batching.node.Nodes;
import io.eventbatcher.record.DeferredRecord;
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
 * The deferred source records of a task, a queue for each topic. A record is one logged store entry under the topic's name and the
 * record's number in the queue. The queues are empty nearly always; at most they hold the records that were already fetched into memory
 * when their partition was paused.
 */
public final class DeferredRecords {
    private final KeyValueStore<byte[], byte[]> store;
    private final Map<String, Queue> queues = new TreeMap<>();

    /** The numbers of the first record and of the next record to come; an empty queue is removed. */
    private record Queue(long first, long next) {}

    private DeferredRecords(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    public static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** The queues of the last commit. */
    static DeferredRecords restored(KeyValueStore<byte[], byte[]> store) {
        DeferredRecords records = new DeferredRecords(store);
        try (KeyValueIterator<byte[], byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<byte[], byte[]> entry = entries.next();
                records.append(topic(entry.key), number(entry.key));
            }
        }
        return records;
    }

    private void append(String topic, long number) {
        Queue queue = queues.get(topic);
        if (queue != null && queue.next() != number) {
            throw new IllegalStateException(store.name() + ": number " + queue.next() + " of " + topic
                    + " is missing before " + number + "; the store's changelog was tampered with");
        }
        queues.put(topic, new Queue(queue == null ? number : queue.first(), number + 1));
    }

    boolean hasAny(String topic) {
        return queues.containsKey(topic);
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    /** A copy of the topics that have deferred records. */
    List<String> topics() {
        return List.copyOf(queues.keySet());
    }

    void add(String topic, DeferredRecord record) {
        Queue queue = queues.get(topic);
        long number = queue == null ? 0 : queue.next();
        store.put(key(topic, number), record.toBytes());
        append(topic, number);
    }

    /** The topic's first record, or null. */
    @Nullable
    DeferredRecord first(String topic) {
        Queue queue = queues.get(topic);
        return queue == null ? null : DeferredRecord.read(Nodes.initialised(store.get(key(topic, queue.first()))));
    }

    void removeFirst(String topic) {
        Queue queue = queues.get(topic);
        if (queue == null) {
            throw new IllegalStateException("no record of " + topic + " is deferred");
        }
        store.delete(key(topic, queue.first()));
        if (queue.first() + 1 == queue.next()) {
            queues.remove(topic);
        } else {
            queues.put(topic, new Queue(queue.first() + 1, queue.next()));
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
