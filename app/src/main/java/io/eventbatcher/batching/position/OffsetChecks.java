package io.eventbatcher.batching.position;

import io.eventbatcher.batching.streams.PollGuard;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the offset expected next with Kafka's offsets: the committed, the first and the last. */
final class OffsetChecks {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetChecks.class);

    /** Enough for a consumer to learn of a new topic behind an offset out of range. */
    private static final Duration SECOND_THOUGHTS = Duration.ofSeconds(2);

    private final HeldPartitions held;
    private final Clocks clocks;

    OffsetChecks(HeldPartitions held, Clocks clocks) {
        this.held = held;
        this.clocks = clocks;
    }

    /** Compares Kafka's committed offset with the position stored beside the counts of the same transaction. */
    void settle(PartitionProgress progress, PollGuard.Log log) {
        TopicPartition partition = progress.partition;
        long committed = progress.drained() ? log.position(partition) : PartitionProgress.UNKNOWN;
        if (committed < 0) {
            return;
        }
        if (progress.next == PartitionProgress.UNKNOWN) {
            // kept before the first record comes: it may expire before it is read
            progress.next = committed;
        } else if (committed != progress.next) {
            long begin = log.begin(partition);
            // an operator may go back; what moved ahead, or was forgotten by Kafka, is read on where the counts end
            boolean back = committed < progress.next && committed >= begin && !progress.uncommitted;
            long resume = back ? committed : progress.next;
            if (resume < begin) {
                held.hold(progress, expired(progress, resume, begin));
                return;
            }
            if (resume != committed) {
                log.seek(partition, resume);
                LOG.atWarn()
                        .addKeyValue("partition", partition)
                        .addKeyValue("committed", progress.uncommitted ? "none" : committed)
                        .addKeyValue("read", resume)
                        .log("The committed offset is not where reading ended; reading goes on where it ended.");
            }
            if (resume < progress.next) {
                progress.goBackTo(resume);
            } else {
                progress.next = resume;
            }
        }
        progress.uncommitted = false;
        progress.settled = true;
    }

    /** Finds out why the next record cannot be fetched. */
    void explain(PartitionProgress progress, PollGuard.Log log) {
        if (!progress.drained()) {
            return;
        }
        TopicPartition partition = progress.partition;
        long from = Math.max(progress.outOfRange, progress.next);
        long begin = log.begin(partition);
        long end = progress.branch == PartitionProgress.UNKNOWN ? log.end(partition) : progress.branch;
        if (from < begin) {
            held.hold(progress, expired(progress, from, begin));
        } else if (from > end) {
            if (!clocks.moment().isBefore(progress.outOfRangeSince.plus(SECOND_THOUGHTS))) {
                held.hold(progress, new Loss(partition, Loss.Kind.TRUNCATED, from, end, 0, progress.topicId));
            }
        } else {
            progress.skipTo(from, 0);
            log.seek(partition, from);
        }
    }

    private static Loss expired(PartitionProgress progress, long from, long begin) {
        return new Loss(progress.partition, Loss.Kind.EXPIRED, from, begin, begin - from, progress.topicId);
    }
}
