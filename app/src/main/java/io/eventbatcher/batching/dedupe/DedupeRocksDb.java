package io.eventbatcher.batching.dedupe;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Dedupe entries in RocksDB, a column family for each bucket. One call looks up many keys, because a single look-up that finds nothing
 * costs a C++ exception in RocksDB's Java binding, and nearly all look-ups find nothing. One write adds all entries of a commit.
 *
 * <p>For one thread at a time. There is no write-ahead log: entries that a crash loses come back from the changelog.
 */
final class DedupeRocksDb implements DedupeBuckets, AutoCloseable {
    private final RocksDbOptions options;
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private final RocksDB database;
    private final ColumnFamilyHandle unused;
    private final NavigableMap<Long, ColumnFamilyHandle> buckets;
    private final BucketTimes times;

    /** Outside of the heap, where RocksDB reads them without a copy. */
    private final ByteBuffer keyBytes = ByteBuffer.allocateDirect(DedupeKey.BYTES);

    private final ByteBuffer entryBytes = ByteBuffer.allocateDirect(DedupeEntry.BYTES);

    private DedupeRocksDb(
            RocksDbOptions options,
            RocksDB database,
            ColumnFamilyHandle unused,
            NavigableMap<Long, ColumnFamilyHandle> buckets,
            BucketTimes times) {
        this.options = options;
        this.database = database;
        this.unused = unused;
        this.buckets = buckets;
        this.times = times;
    }

    /**
     * Opens the database in the directory, or makes a new one.
     *
     * @throws RocksDBException when the files are damaged, cannot be read or written, or have buckets of another window
     */
    static DedupeRocksDb open(Path directory, BucketTimes times) throws RocksDBException {
        RocksDB.loadLibrary();
        RocksDbOptions options = new RocksDbOptions();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            RocksDB database = RocksDB.open(
                    options.ofDatabase(), directory.toString(), families(directory, options, times), handles);
            NavigableMap<Long, ColumnFamilyHandle> buckets = new TreeMap<>();
            for (ColumnFamilyHandle handle : handles.subList(1, handles.size())) {
                buckets.put(ByteBuffer.wrap(handle.getName()).getLong(), handle);
            }
            return new DedupeRocksDb(options, database, handles.get(0), buckets, times);
        } catch (RocksDBException | RuntimeException failure) {
            options.close();
            throw failure;
        }
    }

    /** The default family comes first, as RocksDB demands, and stays empty. */
    private static List<ColumnFamilyDescriptor> families(Path directory, RocksDbOptions options, BucketTimes times)
            throws RocksDBException {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        families.add(options.family(RocksDB.DEFAULT_COLUMN_FAMILY));
        try (Options any = new Options()) {
            for (byte[] name : RocksDB.listColumnFamilies(any, directory.toString())) {
                if (!Arrays.equals(name, RocksDB.DEFAULT_COLUMN_FAMILY)) {
                    checkWindow(name, times);
                    families.add(options.family(name));
                }
            }
        }
        return families;
    }

    /** The name of a column family: bucket and window. */
    private static byte[] name(long bucket, BucketTimes times) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(bucket)
                .putLong(times.window())
                .array();
    }

    private static void checkWindow(byte[] name, BucketTimes times) throws RocksDBException {
        if (name.length != 2 * Long.BYTES || ByteBuffer.wrap(name).getLong(Long.BYTES) != times.window()) {
            throw new RocksDBException("the buckets are those of another dedupe.window");
        }
    }

    @Override
    public Set<Long> buckets() {
        return buckets.keySet();
    }

    @Override
    public List<@Nullable DedupeEntry> read(long bucket, List<DedupeKey> keys) {
        ColumnFamilyHandle family = buckets.get(bucket);
        List<byte[]> wanted = keys.stream().map(DedupeKey::toBytes).toList();
        try {
            List<@Nullable DedupeEntry> entries = new ArrayList<>(keys.size());
            for (byte[] found : database.multiGetAsList(Collections.nCopies(wanted.size(), family), wanted)) {
                entries.add(found == null ? null : DedupeEntry.read(ByteBuffer.wrap(found)));
            }
            return entries;
        } catch (RocksDBException failure) {
            throw new ProcessorStateException("Dedupe entries cannot be read: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void add(Map<DedupeKey, DedupeEntry> entries, long oldestBucket) {
        add(SortedEntries.of(DedupeChangelogRecord.toBytes(entries)), oldestBucket);
    }

    /**
     * Adds entries, of which a later one replaces an earlier one of the same key and bucket, and drops all buckets before the oldest. They
     * are written in the order of their keys: neighbours cost RocksDB a third less.
     */
    void add(SortedEntries entries, long oldestBucket) {
        try (WriteBatch batch = new WriteBatch()) {
            for (int rank = 0; rank < entries.size(); rank++) {
                long bucket = times.bucket(entries.seenAt(rank));
                if (bucket >= oldestBucket) {
                    entries.writeKey(rank, keyBytes.clear());
                    entries.writeEntry(rank, entryBytes.clear());
                    batch.put(family(bucket), keyBytes.flip(), entryBytes.flip());
                }
            }
            database.write(unlogged, batch);
            dropBefore(oldestBucket);
        } catch (RocksDBException failure) {
            throw new ProcessorStateException("Dedupe entries cannot be written: " + failure.getMessage(), failure);
        }
    }

    private ColumnFamilyHandle family(long bucket) throws RocksDBException {
        ColumnFamilyHandle family = buckets.get(bucket);
        if (family == null) {
            family = database.createColumnFamily(options.family(name(bucket, times)));
            buckets.put(bucket, family);
        }
        return family;
    }

    private void dropBefore(long oldestBucket) throws RocksDBException {
        while (!buckets.isEmpty() && buckets.firstKey() < oldestBucket) {
            try (ColumnFamilyHandle old = buckets.pollFirstEntry().getValue()) {
                database.dropColumnFamily(old);
            }
        }
    }

    /** All entries are on the disk when the method returns. */
    @Override
    public void close() {
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            database.flush(flush, new ArrayList<>(buckets.values()));
        } catch (RocksDBException failure) {
            throw new ProcessorStateException("Dedupe entries cannot be written: " + failure.getMessage(), failure);
        } finally {
            buckets.values().forEach(ColumnFamilyHandle::close);
            unused.close();
            database.close();
            unlogged.close();
            options.close();
        }
    }
}
