package io.eventbatcher.batching.position;

import io.eventbatcher.batching.node.TallyStore;
import io.eventbatcher.ledger.ReadPosition;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.time.Moment;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * The progress of reading one partition. Task and consumer of a partition share a thread, which owns all fields; other threads see the id,
 * the hold, and since when the partition waits.
 */
public final class PartitionProgress {
    static final long UNKNOWN = -1;

    /** A loss that waits for an operator. */
    record Hold(Loss loss, Instant since) {}

    /**
     * Another topic of the same name.
     *
     * @param answers the number of answers of brokers from which on the id is believed
     */
    record OtherTopic(Uuid id, long answers) {}

    final TopicPartition partition;
    volatile boolean read;
    boolean settled;
    boolean uncommitted;
    long next = UNKNOWN;
    long outOfRange = UNKNOWN;
    long branch = UNKNOWN;
    Moment outOfRangeSince = Moment.NEVER;
    long lag = UNKNOWN;
    boolean draining;
    boolean flowed;

    @Nullable
    OtherTopic otherTopic;

    Moment unseenSince = Moment.LONG_AGO;
    volatile Moment waitsSince = Moment.NEVER;
    volatile Uuid topicId = Uuid.ZERO_UUID;
    volatile @Nullable Hold hold;

    private final FetchedOffsets fetched = new FetchedOffsets();
    private boolean processed;
    private boolean dropped;
    private long seenEnd = UNKNOWN;
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
            seenEnd = stored.next() + stored.unread();
        }
        if (earlier != null) {
            uncommitted = earlier.uncommitted;
            boolean sameTopic = earlier.topicId.equals(topicId) && !earlier.dropped;
            lag = sameTopic && earlier.next == next ? earlier.lag : UNKNOWN;
            seenEnd = sameTopic ? Math.max(seenEnd, earlier.seenEnd) : seenEnd;
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
        next = fetched.goOnFrom(offset + 1);
        processed = true;
        arrivedSinceBegin++;
    }

    /** A poll has read on, maybe over offsets without records. Kafka Streams commits such offsets once a record of the partition is processed. */
    void fetched(List<ConsumerRecord<byte[], byte[]>> records, long position, long recordsBehind) {
        fetched.add(next, records, position);
        if (processed) {
            next = fetched.goOnFrom(next);
        }
        seen(position, recordsBehind);
        if (mayFlow()) {
            waitsSince = Moment.NEVER;
        }
    }

    /**
     * Kafka has records behind a position.
     *
     * @param recordsBehind their number; {@link #UNKNOWN} if the consumer does not know it
     */
    void seen(long position, long recordsBehind) {
        lag = recordsBehind;
        if (recordsBehind != UNKNOWN && position != UNKNOWN) {
            seenEnd = position + recordsBehind;
        }
    }

    /** True if nobody sees which records come, although somebody did: not before the task has begun to read. */
    boolean isOutOfSight(boolean paused, boolean deleted) {
        flowed |= mayFlow() && !paused;
        return flowed && ((paused && mayFlow()) || (deleted && lag == UNKNOWN));
    }

    /** Nobody sees which records come. */
    void unseen(Moment now) {
        lag = UNKNOWN;
        unseenSince = now;
    }

    /** Records between the next one and the end that was seen last; 0 if none was seen. */
    long unread() {
        return Math.max(0, seenEnd - fetched.firstFrom(next));
    }

    /** The last poll's records may belong to another topic: they are not processed, and fetched again if not. */
    void dropped() {
        reset();
        dropped = true;
    }

    /** The topic is the one that is read, whatever a broker told. Nobody has seen what came meanwhile. */
    void stay(Moment now) {
        otherTopic = null;
        draining = false;
        dropped = false;
        unseen(now);
    }

    /** The consumer's position says nothing of what was read: reading goes on where the counts end. */
    void reset() {
        uncommitted = true;
        settled = false;
    }

    void outOfRange(long position, Moment now) {
        if (outOfRange == UNKNOWN) {
            outOfRangeSince = now;
        }
        outOfRange = position;
    }

    /** True if the task has all records that the consumer has fetched. */
    boolean drained() {
        return fetched.endAt(next);
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
        seenEnd = UNKNOWN;
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
        fetched.forget();
        outOfRange = UNKNOWN;
        branch = UNKNOWN;
        uncommitted = false;
        draining = false;
        otherTopic = null;
        dropped = false;
        hold = null;
        settled = true;
    }

    /** Reads records again that were counted before. */
    void goBackTo(long offset) {
        before += next - offset;
        next = offset;
        fetched.forget();
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
        return next == UNKNOWN ? null : new ReadPosition(topicId, next, skipped, before, unread());
    }
}
