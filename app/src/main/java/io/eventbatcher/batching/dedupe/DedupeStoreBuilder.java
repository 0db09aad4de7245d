package io.eventbatcher.batching.dedupe;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Builds dedupe stores for {@link DedupeStore#store}.
 *
 * @param topic the configuration of the changelog topic, as Streams adds to it
 */
record DedupeStoreBuilder(String name, BucketTimes times, Map<String, String> topic)
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

    /** Never: without a changelog a new disk would have no entries. */
    @Override
    public StoreBuilder<DedupeStore> withLoggingDisabled() {
        throw new UnsupportedOperationException(name + " is nothing without its changelog");
    }

    /** Records are never replaced, so the topic is not compacted; a day more than needed, for clocks that differ. */
    @Override
    public Map<String, String> logConfig() {
        Map<String, String> config = new HashMap<>(topic);
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(times.retention().plusDays(1).toMillis()));
        return config;
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }
}
