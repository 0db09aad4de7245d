package io.eventbatcher.batching.dedupe;

import io.eventbatcher.batching.streams.TaskChangelog;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * The dedupe entries of a lane, on the instance's disk and in a changelog. All entries of a commit are one write and one record; a store
 * of Kafka Streams' own would make both for each event (decision 0018).
 */
final class DedupeStore implements StateStore, DedupeBuckets {
    /** Bytes of entries. */
    private static final int MOST_AT_ONCE = 1024 * 1024;

    private final String name;
    private final BucketTimes times;
    private @Nullable TaskChangelog changelog;
    private @Nullable DedupeRocksDb files;

    DedupeStore(String name, BucketTimes times) {
        this.name = name;
        this.times = times;
    }

    BucketTimes times() {
        return times;
    }

    /**
     * Opens the files. Damaged files, and files of another window, are deleted by Streams and restored from the changelog: a kill while
     * Streams deletes leaves half of them.
     *
     * @throws TaskCorruptedException when deleting the files is the cure
     * @throws ProcessorStateException when deleting does not help, as on a full disk
     */
    @Override
    public void init(StateStoreContext context, StateStore root) {
        TaskChangelog ofTask = TaskChangelog.of(name, context);
        changelog = ofTask;
        Path directory = context.stateDir().toPath().resolve(name);
        try {
            if (ofTask.hasCheckpoint() && !Files.exists(directory.resolve("CURRENT"))) {
                // new files must not pass for the files of the checkpoint
                throw new RocksDBException("there is a checkpoint of files that are gone");
            }
            files = DedupeRocksDb.open(directory, times);
        } catch (RocksDBException failure) {
            ProcessorStateException explained = new ProcessorStateException(
                    "The dedupe entries in " + directory + " cannot be opened: " + failure.getMessage(), failure);
            throw isCuredByDeleting(failure, directory)
                    ? new TaskCorruptedException(Set.of(context.taskId()), explained)
                    : explained;
        }
        context.register(root, new RestoringMany());
    }

    private static boolean isCuredByDeleting(RocksDBException failure, Path directory) {
        return !isDiskFull(failure) && Files.isWritable(directory.getParent());
    }

    private static boolean isDiskFull(RocksDBException failure) {
        Status status = failure.getStatus();
        return status != null && status.getSubCode() == Status.SubCode.NoSpace;
    }

    /**
     * Restores many changelog records at a time, because RocksDB takes many at a lower cost. After a kill all entries of the window come back
     * this way.
     */
    private final class RestoringMany implements BatchingStateRestoreCallback {
        @Override
        public void restoreAll(Collection<KeyValue<byte[], byte[]>> records) {
            ByteArrayOutputStream entries = new ByteArrayOutputStream();
            for (KeyValue<byte[], byte[]> record : records) {
                entries.writeBytes(DedupeChangelogRecord.checked(record.value));
                if (entries.size() >= MOST_AT_ONCE) {
                    add(SortedEntries.of(entries.toByteArray()));
                    entries.reset();
                }
            }
            if (entries.size() > 0) {
                add(SortedEntries.of(entries.toByteArray()));
            }
        }

        /** At the time of their writer; a task that restores has no clock yet. */
        private void add(SortedEntries entries) {
            opened(files).add(entries, times.oldestBucket(entries.newest()));
        }
    }

    @Override
    public Set<Long> buckets() {
        return opened(files).buckets();
    }

    @Override
    public List<@Nullable DedupeEntry> read(long bucket, List<DedupeKey> keys) {
        return opened(files).read(bucket, keys);
    }

    /** Adds at least one entry. The changelog makes the addition part of the task's transaction. */
    @Override
    public void add(Map<DedupeKey, DedupeEntry> entries, long oldestBucket) {
        byte[] record = DedupeChangelogRecord.toBytes(entries);
        opened(files).add(SortedEntries.of(record), oldestBucket);
        // No other record has the same key, should the topic be compacted one day.
        byte[] key = entries.keySet().iterator().next().toBytes();
        opened(changelog).append(key, record);
    }

    private <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException(name + " is not open");
        }
        return part;
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
}
