package io.eventbatcher.batching.position;

import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.batching.streams.PollGuard;
import io.eventbatcher.time.Clocks;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes over from a topic to another of the same name, which was created after the first was deleted. */
final class TopicChanges {
    private static final Logger LOG = LoggerFactory.getLogger(TopicChanges.class);

    /** Another id is believed when so many answers in a row have told it: about a second. A lagging broker tells the id of a deleted topic. */
    private static final int ANSWERS = 10;

    private static final long BELIEVED = 0;

    private final HeldPartitions held;
    private final PausedPartitions paused;
    private final Clocks clocks;

    TopicChanges(HeldPartitions held, PausedPartitions paused, Clocks clocks) {
        this.held = held;
        this.paused = paused;
        this.clocks = clocks;
    }

    /** The topic is the one that is read: another id came from a broker that lagged behind. */
    void stay(PartitionProgress progress) {
        if (progress.otherTopic == null) {
            return;
        }
        progress.stay(clocks.moment());
        PartitionProgress.Hold hold = progress.hold;
        if (hold != null && hold.loss().kind() == Loss.Kind.TOPIC_MADE_ANEW) {
            progress.hold = null;
        }
    }

    /** Another id is told: the partition is not read until the id is believed. */
    void notice(PartitionProgress progress, Uuid id, PollGuard.Log log) {
        PartitionProgress.OtherTopic other = progress.otherTopic;
        if (other != null && other.id().equals(id)) {
            return;
        }
        if (other != null) {
            // nobody has seen what the topic between the two had
            progress.unseen(clocks.moment());
        }
        progress.draining = true;
        progress.otherTopic = new PartitionProgress.OtherTopic(id, log.refreshTopicIds() + ANSWERS);
    }

    private static boolean isBelieved(PartitionProgress progress, Uuid id, PollGuard.Log log) {
        PartitionProgress.OtherTopic other = progress.otherTopic;
        if (other == null || (other.answers() != BELIEVED && log.refreshTopicIds() < other.answers())) {
            return false;
        }
        progress.otherTopic = new PartitionProgress.OtherTopic(id, BELIEVED);
        return true;
    }

    /** Begins the new topic if the old one was read to its end; else holds the partition. */
    void change(PartitionProgress progress, Uuid id, PollGuard.Log log) {
        notice(progress, id, log);
        if (!isBelieved(progress, id, log) || !progress.drained() || paused.isPaused(progress.partition)) {
            return;
        }
        PartitionProgress.Hold hold = progress.hold;
        // a shorter log is what a new topic looks like at first
        Loss known = hold == null || hold.loss().kind() == Loss.Kind.TRUNCATED ? null : hold.loss();
        long unread = known == null ? progress.unread() : Math.max(progress.unread(), known.records());
        if (known == null && progress.lag == 0) {
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
                    new Loss(progress.partition, Loss.Kind.TOPIC_MADE_ANEW, Math.max(0, progress.next), 0, unread, id));
        }
    }
}
