package io.eventbatcher.batching.node;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Batch.ClosedBy;
import io.eventbatcher.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * Hears of counts, batches and dead letters of batching, for metrics. Called by stream threads; must not block or throw. Batches and dead
 * letters of an aborted transaction are told again when they are made again; counts are of the task's store.
 */
public interface BatchingObserver {
    /** Hears nothing. */
    BatchingObserver NONE = new BatchingObserver() {
        @Override
        public void counted(Account account, Tally more, long waiting) {}

        @Override
        public void left(Account account) {}

        @Override
        public void waitsSince(Account queue, Route route, long since) {}

        @Override
        public void waitsNoMore(Account queue) {}

        @Override
        public void closed(Route route, ClosedBy closedBy, int events) {}

        @Override
        public void died(@Nullable Route route, Reason reason) {}
    };

    /**
     * An account of a task of this instance has grown, or the task has just begun.
     *
     * @param more the counts since the last call
     * @param waiting events that have arrived at the account and wait
     */
    void counted(Account account, Tally more, long waiting);

    /** The account's task ends here; another instance may have the task. */
    void left(Account account);

    /**
     * The oldest event of a queue waits: deferred records of a source partition, or the events of a batch that fills. Told again and again.
     *
     * @param queue the account of the partition or of the lane
     * @param since the arrival of the oldest event, in milliseconds since the epoch
     */
    void waitsSince(Account queue, Route route, long since);

    /** Nothing waits in the queue, or another instance has the queue. */
    void waitsNoMore(Account queue);

    /** A batch was closed. */
    void closed(Route route, ClosedBy closedBy, int events);

    /** @param route null for a replay that names no route */
    void died(@Nullable Route route, Reason reason);
}
