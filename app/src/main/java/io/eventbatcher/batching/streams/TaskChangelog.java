package io.eventbatcher.batching.streams;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorContextUtils;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.internals.LegacyCheckpointingStateStore;

/** The changelog of one store in one task. Kafka Streams has no public way for a store to write records of its own (decision 0018). */
public final class TaskChangelog {
    private final String store;
    private final InternalProcessorContext<?, ?> task;

    private TaskChangelog(String store, InternalProcessorContext<?, ?> task) {
        this.store = store;
        this.task = task;
    }

    /** In the store's {@code init}. */
    public static TaskChangelog of(String store, StateStoreContext task) {
        return new TaskChangelog(store, ProcessorContextUtils.asInternalProcessorContext(task));
    }

    /** Adds a record to the task's transaction, at the wall clock. Streams restores no record without a key. */
    public void append(byte[] key, byte[] value) {
        task.logChange(
                store,
                Bytes.wrap(key),
                value,
                task.currentSystemTimeMs(),
                new RecordHeaders(),
                Position.emptyPosition());
    }

    /** True if Streams would resume the restoring of this store at a checkpoint, not at the changelog's start. */
    public boolean hasCheckpoint() {
        return Files.exists(checkpoint(task.stateDir().toPath(), store));
    }

    static Path checkpoint(Path stateDir, String store) {
        return stateDir.resolve(LegacyCheckpointingStateStore.CHECKPOINT_FILE_NAME + "_" + store);
    }
}
