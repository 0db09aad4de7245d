package io.eventbatcher.batching;

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
 * The cumulative tallies of a task, in a logged store, so that counts live and die with the transaction of what they count. What is
 * counted between two commits is added up in memory and costs one changelog record per account; several nodes may count for one.
 */
final class TallyStore {
    private final KeyValueStore<byte[], byte[]> tallies;
    private final Map<Account, Page> pages = new HashMap<>();

    TallyStore(KeyValueStore<byte[], byte[]> tallies) {
        this.tallies = tallies;
    }

    static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** What is counted for one account since the last commit. */
    static final class Page {
        private final byte[] key;
        private Tally counted = Tally.ZERO;

        private Page(Account account) {
            key = account.toBytes();
        }

        void count(Tally more) {
            counted = counted.plus(more);
        }
    }

    Page page(Account account) {
        return pages.computeIfAbsent(account, Page::new);
    }

    /** Before each commit: adds what was counted since the last. */
    void write() {
        for (Page page : pages.values()) {
            if (!page.counted.equals(Tally.ZERO)) {
                byte[] before = tallies.get(page.key);
                tallies.put(
                        page.key,
                        encoded(before == null ? page.counted : decoded(before).plus(page.counted)));
                page.counted = Tally.ZERO;
            }
        }
    }

    /** The tallies as they were at the last commit. */
    void forEach(BiConsumer<Account, Tally> reader) {
        try (KeyValueIterator<byte[], byte[]> entries = tallies.all()) {
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
