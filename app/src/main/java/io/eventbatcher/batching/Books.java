package io.eventbatcher.batching;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The cumulative tallies of a task, in a logged store, so that counts live and die with the transaction of what they count. The
 * store's cache makes all counts between two commits cost one changelog record per account.
 */
final class Books {
    private final KeyValueStore<byte[], byte[]> tallies;

    Books(KeyValueStore<byte[], byte[]> tallies) {
        this.tallies = tallies;
    }

    static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingEnabled();
    }

    /** @param account as {@link Account#toBytes} gives it, so that a hot path encodes it once */
    void count(byte[] account, Tally more) {
        byte[] before = tallies.get(account);
        tallies.put(account, encoded(before == null ? more : decoded(before).plus(more)));
    }

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
