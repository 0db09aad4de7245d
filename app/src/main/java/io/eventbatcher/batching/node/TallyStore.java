package io.eventbatcher.batching.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.ReadPosition;
import io.eventbatcher.ledger.Tally;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

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
        private @Nullable ReadPosition moved;

        private Counter(Account account) {
            key = account.toBytes();
        }

        public void add(Tally more) {
            counted = counted.plus(more);
        }

        /** Keeps the position of reading with the counts, from the next {@link TallyStore#write} on. */
        public void moveTo(ReadPosition position) {
            moved = position;
        }

        private boolean changes(@Nullable Entry before) {
            return !counted.equals(Tally.ZERO)
                    || (moved != null && (before == null || !moved.equals(before.position())));
        }
    }

    /**
     * The stored counts of an account.
     *
     * @param position how far a partition was read; null for an account of no partition
     */
    record Entry(Tally tally, @Nullable ReadPosition position) {
        private static final int COUNTS = 4 * Long.BYTES;
        private static final int LOST = Long.BYTES;
        private static final int POSITION = 6 * Long.BYTES;

        /** The counts; behind them the loss and the position, where there are any: earlier releases read the counts. */
        byte[] toBytes() {
            boolean more = position != null || tally.lost() > 0;
            ByteBuffer bytes = ByteBuffer.allocate(COUNTS + (more ? LOST : 0) + (position == null ? 0 : POSITION))
                    .putLong(tally.in())
                    .putLong(tally.out())
                    .putLong(tally.duplicates())
                    .putLong(tally.dead());
            if (more) {
                bytes.putLong(tally.lost());
            }
            if (position != null) {
                bytes.putLong(position.topicId().getMostSignificantBits())
                        .putLong(position.topicId().getLeastSignificantBits())
                        .putLong(position.next())
                        .putLong(position.skipped())
                        .putLong(position.before())
                        .putLong(position.unread());
            }
            return bytes.array();
        }

        static Entry read(byte[] value) {
            ByteBuffer bytes = ByteBuffer.wrap(value);
            Tally counts = new Tally(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
            Tally all = bytes.hasRemaining() ? counts.plus(Tally.ofLost(bytes.getLong())) : counts;
            ReadPosition position = bytes.hasRemaining()
                    ? new ReadPosition(
                            new Uuid(bytes.getLong(), bytes.getLong()),
                            bytes.getLong(),
                            bytes.getLong(),
                            bytes.getLong(),
                            bytes.getLong())
                    : null;
            return new Entry(all, position);
        }

        /** The ledger's record. */
        byte[] toLedger() {
            return (position == null ? tally.toJson() : position.appendTo(tally.toJson())).getBytes(UTF_8);
        }
    }

    public Counter counter(Account account) {
        return counters.computeIfAbsent(account, Counter::new);
    }

    /** The stored position of an account; null if the account has none. */
    public @Nullable ReadPosition position(Account account) {
        Entry entry = entry(account.toBytes());
        return entry == null ? null : entry.position();
    }

    /** Events that have arrived at the accounts of a topic by now, over all routes. */
    public long arrived(String topic) {
        long[] sum = {0};
        forEach((account, entry) ->
                sum[0] += account.isOf(topic) ? entry.tally().in() : 0);
        counters.forEach((account, counter) -> sum[0] += account.isOf(topic) ? counter.counted.in() : 0);
        return sum[0];
    }

    /** Before each commit: adds the counts since the last commit to the store. */
    public void write() {
        for (Counter counter : counters.values()) {
            Entry before = entry(counter.key);
            if (counter.changes(before)) {
                Entry after = new Entry(
                        before == null ? counter.counted : before.tally().plus(counter.counted),
                        counter.moved == null && before != null ? before.position() : counter.moved);
                store.put(counter.key, after.toBytes());
                counter.counted = Tally.ZERO;
            }
        }
    }

    private @Nullable Entry entry(byte[] key) {
        byte[] value = store.get(key);
        return value == null ? null : Entry.read(value);
    }

    /** Reads the entries of the last commit. */
    void forEach(BiConsumer<Account, Entry> reader) {
        try (KeyValueIterator<byte[], byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<byte[], byte[]> entry = entries.next();
                reader.accept(Account.parse(new String(entry.key, UTF_8)), Entry.read(entry.value));
            }
        }
    }
}
