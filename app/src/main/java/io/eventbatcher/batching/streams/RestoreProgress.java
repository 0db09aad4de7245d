package io.eventbatcher.batching.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * The restoration of state stores from their changelogs, as after the loss of a state directory. Events of a lane wait until the stores of the lane
 * are restored. Told by Kafka Streams' threads; any thread may ask.
 */
public final class RestoreProgress implements StateRestoreListener {
    private final Map<String, Changelog> open = new ConcurrentHashMap<>();
    private final LongAdder restored = new LongAdder();

    /** A changelog that is being read, up to its end. */
    private record Changelog(long next, long end) {}

    /** Records that are still to be read; 0 when nothing is restored. */
    public long left() {
        return open.values().stream()
                .mapToLong(changelog -> Math.max(0, changelog.end() - changelog.next()))
                .sum();
    }

    /** Records read since the start. */
    public long restored() {
        return restored.sum();
    }

    private static String key(TopicPartition changelog, String store) {
        return changelog + "/" + store;
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
        open.put(key(changelog, store), new Changelog(start, end));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long last, long records) {
        restored.add(records);
        open.computeIfPresent(key(changelog, store), (key, before) -> new Changelog(last + 1, before.end()));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long total) {
        open.remove(key(changelog, store));
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
        open.remove(key(changelog, store));
    }
}
