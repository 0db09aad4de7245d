package io.eventbatcher.batching.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.LoggerFactory;

/**
 * The restoration of state stores from their changelogs, as after the loss of a state directory. Events of a lane wait until the stores of the lane
 * are restored. Told by Kafka Streams' threads; any thread may ask.
 */
public final class RestoreProgress implements StateRestoreListener {
    private final LongSupplier nanos;
    private final Map<String, Changelog> open = new ConcurrentHashMap<>();
    private final LongAdder restored = new LongAdder();
    private final RestorationLog log = new RestorationLog(LoggerFactory.getLogger(RestoreProgress.class));

    /** A changelog that is being read, up to its end; with the nanoseconds of the begin and of the last record. */
    private record Changelog(String store, long first, long next, long end, long begun, long moved) {}

    /**
     * A store that is restored at this moment.
     *
     * @param read offsets read so far
     * @param left offsets still to be read
     * @param lasting the time since the begin
     * @param still the time since the last record
     */
    public record Restoring(String store, long read, long left, Duration lasting, Duration still) {}

    public RestoreProgress(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The stores that are restored, one for each changelog. */
    public List<Restoring> open() {
        long now = nanos.getAsLong();
        return open.values().stream()
                .map(changelog -> new Restoring(
                        changelog.store(),
                        changelog.next() - changelog.first(),
                        Math.max(0, changelog.end() - changelog.next()),
                        Duration.ofNanos(now - changelog.begun()),
                        Duration.ofNanos(now - changelog.moved())))
                .toList();
    }

    /** Records that are still to be read; 0 when nothing is restored. */
    public long left() {
        return open().stream().mapToLong(Restoring::left).sum();
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
        long now = nanos.getAsLong();
        open.put(key(changelog, store), new Changelog(store, start, start, end, now, now));
        log.begins(now, end - start);
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long last, long records) {
        restored.add(records);
        open.computeIfPresent(
                key(changelog, store),
                (key, before) -> new Changelog(
                        store, before.first(), last + 1, before.end(), before.begun(), nanos.getAsLong()));
        log.goesOn(nanos.getAsLong(), left());
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long total) {
        if (open.remove(key(changelog, store)) != null) {
            log.ends(nanos.getAsLong(), 0);
        }
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
        Changelog before = open.remove(key(changelog, store));
        if (before != null) {
            log.ends(nanos.getAsLong(), before.end() - before.next());
        }
    }
}
