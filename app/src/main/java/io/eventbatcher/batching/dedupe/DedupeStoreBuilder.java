package io.eventbatcher.batching.dedupe;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds dedupe stores, as stores of a topology. */
public final class DedupeStoreBuilder implements StoreBuilder<StateStore> {
    private final String name;
    private final BucketTimes times;
    private final Map<String, String> topicConfig = new HashMap<>();

    public DedupeStoreBuilder(String name, Duration window) {
        this.name = name;
        this.times = new BucketTimes(window);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StateStore build() {
        return new DedupeStore(name, times);
    }

    @Override
    public StoreBuilder<StateStore> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<StateStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<StateStore> withLoggingEnabled(Map<String, String> config) {
        topicConfig.putAll(config);
        return this;
    }

    /** @throws UnsupportedOperationException always; without a changelog a new disk would have no entries */
    @Override
    public StoreBuilder<StateStore> withLoggingDisabled() {
        throw new UnsupportedOperationException(name + " is nothing without its changelog");
    }

    /** Not compacted, because records are never replaced; a day more than needed, for clocks that differ. */
    @Override
    public Map<String, String> logConfig() {
        Map<String, String> config = new HashMap<>(topicConfig);
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
