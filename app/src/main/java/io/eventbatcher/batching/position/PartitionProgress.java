package io.eventbatcher.batching.position;

import io.eventbatcher.batching.node.TallyStore;
import io.eventbatcher.ledger.ReadPosition;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.time.Moment;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * The progress of reading one partition. Task and consumer of a partition share a thread, which owns all fields; other threads see the id and
 * the hold.
 */
public final class PartitionProgress {
    static final long UNKNOWN = -1;

    /** A loss that waits for an operator. */
    record Hold(Loss loss, Instant since) {}

    final TopicPartition partition;
    volatile boolean read;
    boolean settled;
    boolean uncommitted;
    long next = UNKNOWN;
    long outOfRange = UNKNOWN;
    long branch = UNKNOWN;
    Moment outOfRangeSince = Moment.NEVER;
    long lag = UNKNOWN;
    long unreadBefore;
    boolean draining;
    volatile Uuid topicId = Uuid.ZERO_UUID;
    volatile @Nullable Hold hold;

    private long fetched = UNKNOWN;
    private long skipped;
    private long before;
    private long arrivedSinceBegin;
    private boolean begunAnew;
    private long lost;

    /** The progress of a partition that no task reads yet. */
    PartitionProgress(TopicPartition partition) {
        this.partition = partition;
    }

    /** A task begins to read where the last commit left off; the process may remember what Kafka had behind. */
    PartitionProgress(TopicPartition partition, @Nullable ReadPosition stored, @Nullable PartitionProgress earlier) {
        this.partition = partition;
        if (stored != null) {
            topicId = stored.topicId();
            next = stored.next();
            skipped = stored.skipped();
            before = stored.before();
            unreadBefore = stored.unread();
        }
        if (earlier != null) {
            uncommitted = earlier.uncommitted;
            lag = earlier.next == next && earlier.topicId.equals(topicId) ? earlier.lag : UNKNOWN;
        }
        read = true;
    }

    /** The task reads no more; a task that took over has a progress of its own. */
    void end() {
        read = false;
        settled = false;
        uncommitted = false;
        hold = null;
    }

    /** The next record arrives at its node. */
    public void arrived(long offset) {
        next = offset + 1;
        arrivedSinceBegin++;
    }

    void fetched(long lastOffset, long recordsBehind) {
        fetched = lastOffset;
        lag = recordsBehind;
    }

    void outOfRange(long position, Moment now) {
        if (outOfRange == UNKNOWN) {
            outOfRangeSince = now;
        }
        outOfRange = position;
    }

    /** True if the task has all records that the consumer has fetched. */
    boolean drained() {
        return fetched < next || fetched == UNKNOWN;
    }

    boolean mayFlow() {
        return read && settled && !draining && outOfRange == UNKNOWN && hold == null;
    }

    /** Reads another topic of the same name, from its beginning. */
    void beginTopic(Uuid id, long lostRecords) {
        topicId = id;
        skipped = 0;
        arrivedSinceBegin = 0;
        begunAnew = true;
        lag = UNKNOWN;
        unreadBefore = 0;
        goOn(0, lostRecords);
    }

    /** Leaves out offsets up to the given one. */
    void skipTo(long offset, long lostRecords) {
        skipped += lostRecords;
        goOn(offset, lostRecords);
    }

    private void goOn(long offset, long lostRecords) {
        lost += lostRecords;
        next = offset;
        fetched = UNKNOWN;
        outOfRange = UNKNOWN;
        branch = UNKNOWN;
        uncommitted = false;
        draining = false;
        hold = null;
        settled = true;
    }

    /** Reads records again that were counted before. */
    void goBackTo(long offset) {
        before += next - offset;
        next = offset;
    }

    /**
     * Before a commit: puts position and losses beside the counts.
     *
     * @param counter of the partition's account
     * @param arrivals all records that have arrived at accounts of the partition
     */
    public void keepWith(TallyStore.Counter counter, LongSupplier arrivals) {
        long gone = takeLost();
        if (gone > 0) {
            counter.add(Tally.ofLost(gone));
        }
        ReadPosition position = position(arrivals);
        if (position != null) {
            counter.moveTo(position);
        }
    }

    /** Records lost since the last call. */
    long takeLost() {
        long gone = lost;
        lost = 0;
        return gone;
    }

    /** The position to keep; null before the first record. */
    @Nullable
    ReadPosition position(LongSupplier arrivals) {
        if (begunAnew) {
            before = arrivals.getAsLong() - arrivedSinceBegin;
            begunAnew = false;
        }
        return next == UNKNOWN ? null : new ReadPosition(topicId, next, skipped, before, Math.max(0, lag));
    }
}
