package io.eventbatcher.batching;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * RocksDB as dedupe uses it: nearly every look-up is for a key that is not there. Its files have Bloom filters already; here the part
 * in memory gets one too, instead of a search through a list that lies all over the processor's caches.
 */
public final class MarksInRocksDb implements RocksDBConfigSetter {
    /** Of the write buffer: some fifteen bits a mark. */
    private static final double FILTER_PART = 0.02;

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        options.setMemtableWholeKeyFiltering(true);
        options.setMemtablePrefixBloomSizeRatio(FILTER_PART);
    }

    @Override
    public void close(String store, Options options) {
        // nothing of ours is open
    }
}
