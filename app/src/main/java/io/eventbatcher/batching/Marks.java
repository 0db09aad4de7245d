package io.eventbatcher.batching;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * What was seen within the window. Marks lie in buckets of the window's length, so that a look-up is a few point reads instead of a
 * scan; the time in the mark makes the window exact. Retention is twice the window, or the earlier bucket would already be gone.
 */
final class Marks {
    /** What a look-up says. */
    enum Seen {
        /** Not seen within the window. */
        NEVER,
        /** Seen, with the same content. */
        SAME,
        /** Seen, with other content. */
        OTHER
    }

    private final WindowStore<byte[], byte[]> store;
    private final long window;

    Marks(WindowStore<byte[], byte[]> store, Duration window) {
        this.store = store;
        this.window = window.toMillis();
    }

    static StoreBuilder<WindowStore<byte[], byte[]>> store(String name, Duration window) {
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(name, window.multipliedBy(2), window, false),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                .withCachingDisabled();
    }

    Seen find(byte[] key, long contentHash, long now) {
        long bucket = bucket(now);
        Seen seen = judge(store.fetch(key, bucket), contentHash, now);
        if (seen == Seen.NEVER) {
            seen = judge(store.fetch(key, bucket - window), contentHash, now);
        }
        // A clock that was set back over a bucket's edge has marks in the next one; else that one does not exist, and
        // costs nothing.
        return seen == Seen.NEVER ? judge(store.fetch(key, bucket + window), contentHash, now) : seen;
    }

    void set(byte[] key, long contentHash, long now) {
        byte[] mark = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(now)
                .putLong(contentHash)
                .array();
        store.put(key, mark, bucket(now));
    }

    private Seen judge(byte @Nullable [] mark, long contentHash, long now) {
        if (mark == null) {
            return Seen.NEVER;
        }
        ByteBuffer fields = ByteBuffer.wrap(mark);
        long firstSeen = fields.getLong();
        // a clock that was set back gives a negative age, which is within the window
        if (now - firstSeen >= window) {
            return Seen.NEVER;
        }
        return fields.getLong() == contentHash ? Seen.SAME : Seen.OTHER;
    }

    private long bucket(long now) {
        return now - Math.floorMod(now, window);
    }
}
