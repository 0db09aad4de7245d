package io.eventbatcher.batching.position;

import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.batching.streams.PollGuard;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.ledger.ReadPosition;
import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.record.Origin;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The positions of all partitions that batching reads. A partition flows when its task is ready, and the position of the last commit, Kafka's
 * committed offset, the topic's id and its first offset agree. A partition whose next record is gone is held until an operator accepts the loss.
 */
public final class PartitionPositions implements PollGuard {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionPositions.class);

    /** Offsets without records behind a position: the markers of transactions that ended. */
    private static final long USUAL_MARKERS = 10;

    /** Enough for a consumer to learn that the topic behind an offset that is out of range is another one. */
    private static final Duration SECOND_THOUGHTS = Duration.ofSeconds(2);

    private final PausedPartitions paused;
    private final Clocks clocks;
    private final Map<TopicPartition, PartitionProgress> partitions = new ConcurrentHashMap<>();
    private volatile Map<String, Uuid> topicIds = Map.of();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, LogThrottle> reminders = new ConcurrentHashMap<>();

    /** @param paused partitions with deferred records, which belong to the topic that was read */
    public PartitionPositions(PausedPartitions paused, Clocks clocks) {
        this.paused = paused;
        this.clocks = clocks;
    }

    /** A task begins to read a partition. */
    public PartitionProgress begin(TopicPartition partition, @Nullable ReadPosition stored) {
        PartitionProgress progress = new PartitionProgress(partition, stored, partitions.get(partition));
        partitions.put(partition, progress);
        return progress;
    }

    /** The task goes elsewhere, or is restored. */
    public void end(PartitionProgress progress) {
        progress.end();
    }

    /**
     * The id of the topic that a record came from: of the topic whose records the partition gives now; where another instance reads the
     * partition, of the topic that has the name now; the name if the topic is not read. Safe for any thread.
     */
    public String topicOf(Origin origin) {
        PartitionProgress progress = partitions.get(new TopicPartition(origin.topic(), origin.partition()));
        Uuid id = progress != null && progress.read && !progress.topicId.equals(Uuid.ZERO_UUID)
                ? progress.topicId
                : topicIds.get(origin.topic());
        return id == null ? origin.topic() : id.toString();
    }

    /** An operator accepts a loss. Safe for any thread. */
    public void accept(String target) {
        accepted.add(target);
    }

    /** The states of held partitions, for operators. Safe for any thread. */
    public List<LaneState> held(String instance, Instant now) {
        return partitions.values().stream()
                .map(progress -> progress.hold)
                .filter(Objects::nonNull)
                .map(hold -> LaneState.ofLoss(
                        instance, hold.loss().target(), hold.loss().reason(), hold.since(), now))
                .toList();
    }

    /** The held partitions, as a clause; empty if none is held. Safe for any thread. */
    public Optional<String> trouble() {
        List<String> held = partitions.values().stream()
                .filter(progress -> progress.hold != null)
                .map(progress -> progress.partition.toString())
                .sorted()
                .toList();
        return held.isEmpty()
                ? Optional.empty()
                : Optional.of("records were deleted before they were read, so these partitions are held: "
                        + String.join(", ", held) + " ('event-batcher lanes list' tells more)");
    }

    private PartitionProgress progress(TopicPartition partition) {
        return partitions.computeIfAbsent(partition, PartitionProgress::new);
    }

    @Override
    public boolean holds(TopicPartition partition) {
        PartitionProgress progress = partitions.get(partition);
        return progress == null || !progress.mayFlow();
    }

    @Override
    public void beforePoll(Set<TopicPartition> assigned, Map<String, Uuid> ids, Log log) {
        topicIds = ids;
        for (TopicPartition partition : assigned) {
            PartitionProgress progress = partitions.get(partition);
            if (progress != null && progress.read) {
                try {
                    check(progress, ids.get(partition.topic()), log);
                } catch (TimeoutException silent) {
                    remind(progress, "Kafka does not say which records it has; the partition waits.");
                }
            }
        }
    }

    private void check(PartitionProgress progress, @Nullable Uuid id, Log log) {
        if (id != null && progress.topicId.equals(Uuid.ZERO_UUID)) {
            progress.topicId = id;
        }
        PartitionProgress.Hold hold = progress.hold;
        if (hold != null && (id == null || hold.loss().topicId().equals(id))) {
            remind(progress, hold.loss().reason());
            goOnIfAccepted(progress, hold.loss(), log);
        } else if (id != null && !progress.topicId.equals(id)) {
            changeTopic(progress, id, log);
        } else if (progress.outOfRange != PartitionProgress.UNKNOWN) {
            explain(progress, log);
        } else if (!progress.settled) {
            settle(progress, log);
        } else if (progress.lag != 0) {
            progress.lag = log.lag(progress.partition);
        }
    }

    /** Compares Kafka's committed offset with the position that was stored with the counts of the same transaction. */
    private void settle(PartitionProgress progress, Log log) {
        TopicPartition partition = progress.partition;
        long committed = log.position(partition);
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
            long resume = back ? committed : onlyMarkersAreGone(progress, committed, begin) ? begin : progress.next;
            if (resume < begin) {
                hold(progress, expired(progress, resume, begin));
                return;
            }
            if (resume != committed) {
                log.seek(partition, resume);
                (progress.uncommitted || committed - resume > USUAL_MARKERS ? LOG.atWarn() : LOG.atDebug())
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

    /**
     * Behind the last record stand the markers of its transaction. A committed offset far ahead may be one of an earlier topic, and so is any before
     * the first record.
     */
    private static boolean onlyMarkersAreGone(PartitionProgress progress, long committed, long begin) {
        return !progress.uncommitted
                && progress.next > 0
                && progress.next < begin
                && begin <= committed
                && committed - progress.next <= USUAL_MARKERS;
    }

    private void changeTopic(PartitionProgress progress, Uuid id, Log log) {
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
            hold(
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

    /** Finds out why the next record cannot be fetched. */
    private void explain(PartitionProgress progress, Log log) {
        if (!progress.drained()) {
            return;
        }
        TopicPartition partition = progress.partition;
        long from = Math.max(progress.outOfRange, progress.next);
        long begin = log.begin(partition);
        long end = progress.branch == PartitionProgress.UNKNOWN ? log.end(partition) : progress.branch;
        if (from < begin) {
            hold(progress, expired(progress, from, begin));
        } else if (from > end) {
            if (!clocks.moment().isBefore(progress.outOfRangeSince.plus(SECOND_THOUGHTS))) {
                hold(progress, new Loss(partition, Loss.Kind.TRUNCATED, from, end, 0, progress.topicId));
            }
        } else {
            progress.skipTo(from, 0);
            log.seek(partition, from);
        }
    }

    private static Loss expired(PartitionProgress progress, long from, long begin) {
        return new Loss(progress.partition, Loss.Kind.EXPIRED, from, begin, begin - from, progress.topicId);
    }

    private void hold(PartitionProgress progress, Loss loss) {
        progress.hold = new PartitionProgress.Hold(loss, clocks.instant());
        if (!accepted.contains(loss.target())) {
            reminders.remove(progress.partition);
            remind(progress, loss.reason());
        }
    }

    private void goOnIfAccepted(PartitionProgress progress, Loss loss, Log log) {
        if (!accepted.contains(loss.target()) || !progress.drained() || paused.isPaused(progress.partition)) {
            return;
        }
        if (loss.kind() == Loss.Kind.TOPIC_MADE_ANEW) {
            progress.beginTopic(loss.topicId(), loss.records());
        } else {
            progress.skipTo(loss.to(), loss.records());
        }
        log.seek(progress.partition, loss.to());
        LOG.atWarn()
                .addKeyValue("partition", progress.partition)
                .addKeyValue("lost", loss.records())
                .log("An operator accepted the loss; the partition is read on.");
    }

    private void remind(PartitionProgress progress, String sentence) {
        LogThrottle throttle =
                reminders.computeIfAbsent(progress.partition, first -> new LogThrottle(Duration.ofMinutes(1)));
        if (throttle.tryLog(clocks.moment())) {
            LOG.atError().addKeyValue("partition", progress.partition).log(sentence);
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> afterPoll(
            ConsumerRecords<byte[], byte[]> polled, Map<String, Uuid> ids, Log log) {
        List<TopicPartition> foreign = new ArrayList<>();
        for (TopicPartition partition : polled.partitions()) {
            PartitionProgress progress = progress(partition);
            Uuid id = ids.get(partition.topic());
            if (id != null && !progress.topicId.equals(id) && !progress.topicId.equals(Uuid.ZERO_UUID)) {
                foreign.add(partition);
            } else {
                List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
                progress.fetched(records.get(records.size() - 1).offset(), log.lag(partition));
            }
        }
        return foreign.isEmpty() ? polled : without(foreign, polled);
    }

    /** Records that may be those of a new topic: the position is set anew before the next poll. */
    private static ConsumerRecords<byte[], byte[]> without(
            List<TopicPartition> foreign, ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> kept = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            if (!foreign.contains(partition)) {
                kept.put(partition, polled.records(partition));
            }
        }
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(polled.nextOffsets());
        foreign.forEach(next::remove);
        return new ConsumerRecords<>(kept, next);
    }

    @Override
    public void notCommitted(Set<TopicPartition> unknown, Log log) {
        unknown.forEach(partition -> progress(partition).uncommitted = true);
        log.seekToBeginning(unknown);
    }

    @Override
    public void outOfRange(Map<TopicPartition, Long> positions, Log log) {
        positions.forEach((partition, position) -> progress(partition).outOfRange(position, clocks.moment()));
    }

    @Override
    public void truncated(Map<TopicPartition, Long> divergent, Log log) {
        divergent.forEach((partition, end) -> {
            PartitionProgress progress = progress(partition);
            progress.branch = end;
            progress.outOfRange(end, clocks.moment());
        });
    }
}
