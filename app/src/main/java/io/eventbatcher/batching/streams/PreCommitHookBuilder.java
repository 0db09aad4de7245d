package io.eventbatcher.batching.streams;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds hooks, as stores of a topology. */
public record PreCommitHookBuilder(String name) implements StoreBuilder<PreCommitHook> {
    @Override
    public PreCommitHook build() {
        return new PreCommitHook(name);
    }

    @Override
    public StoreBuilder<PreCommitHook> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<PreCommitHook> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<PreCommitHook> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException(name + " has no entries to log");
    }

    @Override
    public StoreBuilder<PreCommitHook> withLoggingDisabled() {
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }
}
