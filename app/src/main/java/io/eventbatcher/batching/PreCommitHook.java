package io.eventbatcher.batching;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorContextUtils;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A moment of its own for the nodes of a task: when a commit is about to be prepared, and what they still put into stores or forward
 * is in the same transaction. So they may keep in memory what only the commit makes visible, and write it once.
 *
 * <p>Kafka Streams has no public hook for this. It is the moment at which it empties the caches of its own stores, so this is a store
 * without entries that passes for a cached one: internal API, in this class alone (decision 0009).
 */
final class PreCommitHook implements StateStore, CachedStateStore<byte[], byte[]> {
    private final String name;
    private final Map<ProcessorNode<?, ?, ?, ?>, Runnable> actions = new LinkedHashMap<>();
    private @Nullable InternalProcessorContext<?, ?> context;

    private PreCommitHook(String name) {
        this.name = name;
    }

    static StoreBuilder<PreCommitHook> store(String name) {
        return new Builder(name);
    }

    /** In a node's {@code init}: what it does before each commit. A node has one action; a later one replaces it. */
    void run(Runnable action) {
        actions.put(Nodes.initialised(context).currentNode(), action);
    }

    @Override
    public void init(StateStoreContext task, StateStore root) {
        context = ProcessorContextUtils.asInternalProcessorContext(task);
        actions.clear();
        task.register(root, (key, value) -> {
            throw new IllegalStateException(name + " has no changelog to restore from");
        });
    }

    /** What Streams calls first when it prepares a commit. */
    @Override
    public void flushCache() {
        InternalProcessorContext<?, ?> task = Nodes.initialised(context);
        ProcessorRecordContext record = task.recordContext();
        ProcessorNode<?, ?, ?, ?> node = task.currentNode();
        // As for a punctuator: no record, and the wall clock. The last record's timestamp may be ancient or far in the
        // future, and must not get into a changelog.
        task.setRecordContext(
                new ProcessorRecordContext(task.currentSystemTimeMs(), -1, -1, null, new RecordHeaders()));
        try {
            actions.forEach((owner, action) -> {
                task.setCurrentNode(owner);
                action.run();
            });
        } finally {
            task.setCurrentNode(node);
            task.setRecordContext(record);
        }
    }

    /** The task becomes a standby: its nodes are closed. */
    @Override
    public void clearCache() {
        actions.clear();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return context != null;
    }

    @Override
    public void close() {
        context = null;
    }

    private record Builder(String name) implements StoreBuilder<PreCommitHook> {
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
}
