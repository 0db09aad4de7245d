package io.eventbatcher.batching.position;

import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.batching.streams.PollGuard;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes over from a topic to another of the same name, which was created after the first was deleted. */
final class TopicChanges {
    private static final Logger LOG = LoggerFactory.getLogger(TopicChanges.class);

    private final HeldPartitions held;
    private final PausedPartitions paused;

    TopicChanges(HeldPartitions held, PausedPartitions paused) {
        this.held = held;
        this.paused = paused;
    }

    /** Begins the new topic if the old one was read to its end; else holds the partition. */
    void change(PartitionProgress progress, Uuid id, PollGuard.Log log) {
        if (!progress.drained() || paused.isPaused(progress.partition)) {
            progress.draining = true;
            return;
        }
        PartitionProgress.Hold hold = progress.hold;
        // a shorter log is what a new topic looks like at first
        boolean lossKnown = hold != null && hold.loss().kind() != Loss.Kind.TRUNCATED;
        long unread = hold != null && lossKnown
                ? Math.max(progress.lag, hold.loss().records())
                : progress.lag == PartitionProgress.UNKNOWN ? progress.unreadBefore : progress.lag;
        if (!lossKnown && progress.lag == 0) {
            LOG.atWarn()
                    .addKeyValue("partition", progress.partition)
                    .addKeyValue("read", progress.next)
                    .addKeyValue("topicId", id)
                    .log(
                            "The topic was deleted and created again. The old one had been read to its end; the new one is read from its"
                                    + " beginning.");
            progress.beginTopic(id, 0);
            log.seek(progress.partition, 0);
        } else {
            held.hold(
                    progress,
                    new Loss(
                            progress.partition,
                            Loss.Kind.TOPIC_MADE_ANEW,
                            Math.max(0, progress.next),
                            0,
                            Math.max(0, unread),
                            id));
        }
    }
}
