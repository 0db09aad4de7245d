package io.eventbatcher.batching.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorContextUtils;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Runs the actions of a task's nodes when a commit is about to be prepared. Store entries and records of an action belong to the same
 * transaction, so a node may gather changes in memory and write them once a commit.
 *
 * <p>The actions: ingest writes its tallies with read positions and lost records, regroup sends its last bundles, dedupe writes the same of its
 * lane and new dedupe entries, batch writes tallies and the events of the unfinished batch.
 *
 * <p>Kafka Streams has no public hook for the moment. Streams empties the caches of its own stores then, so the hook is a store without
 * entries that passes for a cached store (decision 0009).
 */
public final class PreCommitHook implements StateStore, CachedStateStore<byte[], byte[]> {
    private final String name;
    private final Map<ProcessorNode<?, ?, ?, ?>, Runnable> actions = new LinkedHashMap<>();
    private @Nullable InternalProcessorContext<?, ?> task;

    PreCommitHook(String name) {
        this.name = name;
    }

    /** In a node's {@code init}: sets the node's action, in place of an earlier one. */
    public void beforeCommit(Runnable action) {
        actions.put(task().currentNode(), action);
    }

    private InternalProcessorContext<?, ?> task() {
        if (task == null) {
            throw new IllegalStateException(name + " is not initialised");
        }
        return task;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        task = ProcessorContextUtils.asInternalProcessorContext(context);
        actions.clear();
        context.register(root, (key, value) -> {
            throw new IllegalStateException(name + " has no changelog to restore from");
        });
    }

    /** Streams calls the method first when it prepares a commit. */
    @Override
    public void flushCache() {
        InternalProcessorContext<?, ?> context = task();
        ProcessorRecordContext record = context.recordContext();
        ProcessorNode<?, ?, ?, ?> node = context.currentNode();
        // As for a punctuator: no record, and the wall clock. The last record's timestamp may be ancient or far in the
        // future, and must not get into a changelog.
        context.setRecordContext(
                new ProcessorRecordContext(context.currentSystemTimeMs(), -1, -1, null, new RecordHeaders()));
        try {
            actions.forEach((owner, action) -> {
                context.setCurrentNode(owner);
                action.run();
            });
        } finally {
            context.setCurrentNode(node);
            context.setRecordContext(record);
        }
    }

    /** The task becomes a standby, and its nodes are closed. */
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
        return task != null;
    }

    @Override
    public void close() {
        task = null;
    }
}
