package io.eventbatcher.batching.position;

import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.batching.streams.PollGuard;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions whose next record is gone: held, reported, and read on when an operator accepts the loss. */
final class HeldPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(HeldPartitions.class);

    private final PausedPartitions paused;
    private final Clocks clocks;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, LogThrottle> reminders = new ConcurrentHashMap<>();

    HeldPartitions(PausedPartitions paused, Clocks clocks) {
        this.paused = paused;
        this.clocks = clocks;
    }

    /** An operator accepts a loss. Safe for any thread. */
    void accept(String target) {
        accepted.add(target);
    }

    /** The states of held partitions, for operators. Safe for any thread. */
    static List<LaneState> states(Collection<PartitionProgress> partitions, String instance, Instant now) {
        return partitions.stream()
                .map(progress -> progress.hold)
                .filter(Objects::nonNull)
                .map(hold -> LaneState.ofLoss(
                        instance, hold.loss().target(), hold.loss().reason(), hold.since(), now))
                .toList();
    }

    /** The held partitions, as a clause; empty if none is held. Safe for any thread. */
    static Optional<String> trouble(Collection<PartitionProgress> partitions) {
        List<String> held = partitions.stream()
                .filter(progress -> progress.hold != null)
                .map(progress -> progress.partition.toString())
                .sorted()
                .toList();
        return held.isEmpty()
                ? Optional.empty()
                : Optional.of("records were deleted before they were read, so these partitions are held: "
                        + String.join(", ", held) + " ('event-batcher lanes list' tells more)");
    }

    /** Holds a partition until an operator accepts the loss. */
    void hold(PartitionProgress progress, Loss loss) {
        progress.hold = new PartitionProgress.Hold(loss, clocks.instant());
        if (!accepted.contains(loss.target())) {
            reminders.remove(progress.partition);
            remind(progress, loss.reason());
        }
    }

    /** Reads a partition on when an operator has accepted exactly its loss, and all earlier records are processed. */
    void goOnIfAccepted(PartitionProgress progress, Loss loss, PollGuard.Log log) {
        if (!accepted.contains(loss.target()) || !progress.drained() || paused.isPaused(progress.partition)) {
            return;
        }
        if (loss.kind() == Loss.Kind.TOPIC_MADE_ANEW) {
            progress.beginTopic(loss.topicId(), loss.records());
        } else {
            progress.skipTo(loss.to(), loss.records());
            progress.unseen(clocks.moment());
        }
        log.seek(progress.partition, loss.to());
        LOG.atWarn()
                .addKeyValue("partition", progress.partition)
                .addKeyValue("lost", loss.records())
                .log("An operator accepted the loss; the partition is read on.");
    }

    /** Says a sentence about a partition, once a minute. */
    void remind(PartitionProgress progress, String sentence) {
        LogThrottle throttle =
                reminders.computeIfAbsent(progress.partition, first -> new LogThrottle(Duration.ofMinutes(1)));
        if (throttle.tryLog(clocks.moment())) {
            LOG.atError().addKeyValue("partition", progress.partition).log(sentence);
        }
    }
}
