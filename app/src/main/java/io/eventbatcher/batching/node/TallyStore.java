package io.eventbatcher.batching.node;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The cumulative tallies of a task, in a logged store, so that counts live and die with the transaction of the counted events. Counts
 * between two commits are added up in memory and cost one changelog record per account; several nodes may count for one account.
 */
public final class TallyStore {
    private final KeyValueStore<byte[], byte[]> store;
    private final Map<Account, Counter> counters = new HashMap<>();

    public TallyStore(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    public static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** Counts for one account since the last commit. */
    public static final class Counter {
        private final byte[] key;
        private Tally counted = Tally.ZERO;

        private Counter(Account account) {
            key = account.toBytes();
        }

        public void add(Tally more) {
            counted = counted.plus(more);
        }
    }

    public Counter counter(Account account) {
        return counters.computeIfAbsent(account, Counter::new);
    }

    /** Before each commit: adds the counts since the last commit to the store. */
    public void write() {
        for (Counter counter : counters.values()) {
            if (!counter.counted.equals(Tally.ZERO)) {
                byte[] before = store.get(counter.key);
                store.put(
                        counter.key,
                        encoded(
                                before == null
                                        ? counter.counted
                                        : decoded(before).plus(counter.counted)));
                counter.counted = Tally.ZERO;
            }
        }
    }

    /** Reads the tallies of the last commit. */
    void forEach(BiConsumer<Account, Tally> reader) {
        try (KeyValueIterator<byte[], byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<byte[], byte[]> entry = entries.next();
                reader.accept(Account.parse(new String(entry.key, StandardCharsets.UTF_8)), decoded(entry.value));
            }
        }
    }

    private static byte[] encoded(Tally tally) {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(tally.in())
                .putLong(tally.out())
                .putLong(tally.duplicates())
                .putLong(tally.dead())
                .array();
    }

    private static Tally decoded(byte[] bytes) {
        ByteBuffer tally = ByteBuffer.wrap(bytes);
        return new Tally(tally.getLong(), tally.getLong(), tally.getLong(), tally.getLong());
    }
}
