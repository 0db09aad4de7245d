package io.eventbatcher.batching.dedupe;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Filter;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;

/**
 * RocksDB's options for dedupe. Nearly every look-up is for an absent key, so filters answer: of the files, and of the part in memory.
 * Keys and entries are hashes, which no compression makes smaller.
 */
final class RocksDbOptions implements AutoCloseable {
    /** Half of the largest that pays: a smaller buffer is quicker to write, and its files cost more to read and to merge. */
    private static final long WRITE_BUFFER_BYTES = 8L * 1024 * 1024;

    private static final int WRITE_BUFFERS = 3;
    private static final long CACHE_BYTES = 8L * 1024 * 1024;
    private static final double FILTER_BITS_PER_KEY = 10;

    /** Of the write buffer: some fifteen bits an entry. */
    private static final double MEMORY_FILTER_PART = 0.02;

    private final DBOptions database = new DBOptions()
            .setCreateIfMissing(true)
            .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
            // a task has one writer
            .setAllowConcurrentMemtableWrite(false);
    private final Cache cache = new LRUCache(CACHE_BYTES);
    private final Filter filter = new BloomFilter(FILTER_BITS_PER_KEY);
    private final ColumnFamilyOptions families = new ColumnFamilyOptions()
            .setTableFormatConfig(
                    new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(filter))
            .setCompactionStyle(CompactionStyle.UNIVERSAL)
            .setCompressionType(CompressionType.NO_COMPRESSION)
            .setWriteBufferSize(WRITE_BUFFER_BYTES)
            .setMaxWriteBufferNumber(WRITE_BUFFERS)
            .setMemtableWholeKeyFiltering(true)
            .setMemtablePrefixBloomSizeRatio(MEMORY_FILTER_PART);

    DBOptions ofDatabase() {
        return database;
    }

    ColumnFamilyDescriptor family(byte[] name) {
        return new ColumnFamilyDescriptor(name, families);
    }

    @Override
    public void close() {
        families.close();
        database.close();
        filter.close();
        cache.close();
    }
}
