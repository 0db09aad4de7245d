package io.eventbatcher.batching;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorContextUtils;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.LegacyCheckpointingStateStore;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * The marks of a lane, on its disk and in a changelog. All that a commit adds is one write and one record; a store of Kafka Streams'
 * own would make both for each event (decision 0018).
 */
final class DedupeStore implements StateStore, DedupeBuckets {
    private final String name;
    private final BucketTimes times;
    private @Nullable InternalProcessorContext<?, ?> task;
    private @Nullable DedupeRocksDb files;

    private DedupeStore(String name, BucketTimes times) {
        this.name = name;
        this.times = times;
    }

    static StoreBuilder<DedupeStore> store(String name, Duration window) {
        return new Builder(name, new BucketTimes(window), new HashMap<>());
    }

    BucketTimes times() {
        return times;
    }

    /**
     * Opens the files. When they are damaged, or made for another window, Streams shall delete them, and restore them from the changelog: a
     * kill that hits it at deleting leaves half of them.
     */
    @Override
    public void init(StateStoreContext context, StateStore root) {
        task = ProcessorContextUtils.asInternalProcessorContext(context);
        Path directory = context.stateDir().toPath().resolve(name);
        try {
            if (isGoneButForItsCheckpoint(directory)) {
                throw new RocksDBException("there is a checkpoint of files that are gone");
            }
            files = DedupeRocksDb.open(directory, times);
        } catch (RocksDBException failure) {
            ProcessorStateException explained = new ProcessorStateException(
                    "The dedupe marks in " + directory + " cannot be opened: " + failure.getMessage(), failure);
            throw isCuredByDeleting(failure, directory)
                    ? new TaskCorruptedException(Set.of(context.taskId()), explained)
                    : explained;
        }
        context.register(root, (key, page) -> restore(page));
    }

    /** Files that begin anew must not pass for those of the checkpoint. */
    private boolean isGoneButForItsCheckpoint(Path directory) {
        return Files.exists(directory.resolveSibling(LegacyCheckpointingStateStore.CHECKPOINT_FILE_NAME + "_" + name))
                && !Files.exists(directory.resolve("CURRENT"));
    }

    private static boolean isCuredByDeleting(RocksDBException failure, Path directory) {
        return !isDiskFull(failure) && Files.isWritable(directory.getParent());
    }

    private static boolean isDiskFull(RocksDBException failure) {
        Status status = failure.getStatus();
        return status != null && status.getSubCode() == Status.SubCode.NoSpace;
    }

    /** As its writer did, at the time when it did: a task that restores has no clock yet. */
    private void restore(byte[] page) {
        Map<DedupeKey, DedupeEntry> marks = DedupeChangelogRecord.read(page);
        long newest =
                marks.values().stream().mapToLong(DedupeEntry::seenAt).max().orElse(0);
        opened().add(marks, times.oldestBucket(newest));
    }

    @Override
    public Set<Long> buckets() {
        return opened().buckets();
    }

    @Override
    public List<@Nullable DedupeEntry> read(long bucket, List<DedupeKey> keys) {
        return opened().read(bucket, keys);
    }

    /** Part of the transaction, by the changelog; at least one mark. */
    @Override
    public void add(Map<DedupeKey, DedupeEntry> marks, long oldestBucket) {
        opened().add(marks, oldestBucket);
        InternalProcessorContext<?, ?> context = Nodes.initialised(task);
        // Records without a key are not restored. No other page has the same, should the topic be compacted one day.
        byte[] key = marks.keySet().iterator().next().toBytes();
        context.logChange(
                name,
                Bytes.wrap(key),
                DedupeChangelogRecord.toBytes(marks),
                context.currentSystemTimeMs(),
                new RecordHeaders(),
                Position.emptyPosition());
    }

    private DedupeRocksDb opened() {
        if (files == null) {
            throw new IllegalStateException(name + " is not open");
        }
        return files;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return files != null;
    }

    @Override
    public void close() {
        if (files != null) {
            DedupeRocksDb closing = files;
            files = null;
            closing.close();
        }
    }

    private record Builder(String name, BucketTimes times, Map<String, String> topic)
            implements StoreBuilder<DedupeStore> {
        @Override
        public DedupeStore build() {
            return new DedupeStore(name, times);
        }

        @Override
        public StoreBuilder<DedupeStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<DedupeStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<DedupeStore> withLoggingEnabled(Map<String, String> config) {
            topic.putAll(config);
            return this;
        }

        /** Nobody asks for it: Streams only builds what the topology says. Without a changelog a new disk would know nothing. */
        @Override
        public StoreBuilder<DedupeStore> withLoggingDisabled() {
            throw new UnsupportedOperationException(name + " is nothing without its changelog");
        }

        /** Pages are never replaced, so the topic is not compacted; a day more than needed, for clocks that differ. */
        @Override
        public Map<String, String> logConfig() {
            Map<String, String> config = new HashMap<>(topic);
            config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            config.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(times.kept().plusDays(1).toMillis()));
            return config;
        }

        @Override
        public boolean loggingEnabled() {
            return true;
        }
    }
}
