package io.eventbatcher.batching.position;

import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.batching.streams.PollGuard;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.ledger.ReadPosition;
import io.eventbatcher.record.Origin;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/**
 * The positions of all partitions that batching reads. A partition flows when its task is ready, and the position of the last commit, Kafka's
 * committed offset, the topic's id and its first offset agree. A partition whose next record is gone is held until an operator accepts the loss.
 */
public final class PartitionPositions implements PollGuard {
    /** Long enough for a fetch, which brokers answer after half a second at the latest. */
    private static final Duration FETCH = Duration.ofSeconds(2);

    private final Clocks clocks;
    private final HeldPartitions held;
    private final OffsetChecks offsets;
    private final TopicChanges topics;
    private final WaitingPartitions waiting;
    private final Map<TopicPartition, PartitionProgress> partitions = new ConcurrentHashMap<>();
    private final Map<String, Uuid> topicIds = new ConcurrentHashMap<>();

    /** @param paused partitions with deferred records, which belong to the topic that was read */
    public PartitionPositions(PausedPartitions paused, Clocks clocks) {
        this.clocks = clocks;
        this.held = new HeldPartitions(paused, clocks);
        this.offsets = new OffsetChecks(held, clocks);
        this.topics = new TopicChanges(held, paused, clocks);
        this.waiting = new WaitingPartitions(held, clocks);
    }

    /** A task begins to read a partition. */
    public PartitionProgress begin(TopicPartition partition, @Nullable ReadPosition stored) {
        PartitionProgress progress = new PartitionProgress(partition, stored, partitions.get(partition));
        progress.waitsSince = clocks.moment();
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
        held.accept(target);
    }

    /** The states of held partitions, for operators. Safe for any thread. */
    public List<LaneState> held(String instance, Instant now) {
        return HeldPartitions.states(partitions.values(), instance, now);
    }

    /** The held partitions as a clause; empty if none is held. Safe for any thread. */
    public Optional<String> heldTrouble() {
        return HeldPartitions.trouble(partitions.values());
    }

    /** The partitions that wait for long as a clause; empty if all flow. Safe for any thread. */
    public Optional<String> waitingTrouble() {
        return waiting.trouble(partitions.values());
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
        topicIds.putAll(ids);
        for (TopicPartition partition : assigned) {
            PartitionProgress progress = partitions.get(partition);
            if (progress != null && progress.read) {
                try {
                    Uuid id = ids.get(partition.topic());
                    if (progress.isOutOfSight(log.isPaused(partition), id == null)) {
                        progress.unseen(clocks.moment());
                    }
                    check(progress, id, log);
                } catch (TimeoutException silent) {
                    held.remind(progress, "Kafka does not say which records it has; the partition waits.");
                }
                waiting.watch(progress, log.isPaused(partition));
            }
        }
    }

    private void check(PartitionProgress progress, @Nullable Uuid id, Log log) {
        if (id != null && progress.topicId.equals(Uuid.ZERO_UUID)) {
            progress.topicId = id;
        }
        if (progress.topicId.equals(id)) {
            topics.stay(progress);
        }
        PartitionProgress.Hold hold = progress.hold;
        if (hold != null && (id == null || hold.loss().topicId().equals(id))) {
            held.remind(progress, hold.loss().reason());
            held.goOnIfAccepted(progress, hold.loss(), log);
        } else if (id != null && !progress.topicId.equals(id)) {
            topics.change(progress, id, log);
        } else if (progress.outOfRange != PartitionProgress.UNKNOWN) {
            offsets.explain(progress, log);
        } else if (!progress.settled) {
            offsets.settle(progress, log);
        } else if (progress.flowed && progress.lag != 0) {
            progress.seen(log.position(progress.partition), lag(progress, log));
        }
    }

    private long lag(PartitionProgress progress, Log log) {
        boolean seen = !clocks.moment().isBefore(progress.unseenSince.plus(FETCH));
        return seen ? Math.max(PartitionProgress.UNKNOWN, log.lag(progress.partition)) : PartitionProgress.UNKNOWN;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> afterPoll(
            ConsumerRecords<byte[], byte[]> polled, Map<String, Uuid> ids, Log log) {
        List<TopicPartition> foreign = new ArrayList<>();
        polled.nextOffsets().forEach((partition, position) -> {
            PartitionProgress progress = progress(partition);
            Uuid id = ids.get(partition.topic());
            if (id != null && !progress.topicId.equals(id) && !progress.topicId.equals(Uuid.ZERO_UUID)) {
                foreign.add(partition);
                progress.dropped();
                topics.notice(progress, id, log);
            } else {
                progress.fetched(polled.records(partition), position.offset(), lag(progress, log));
            }
        });
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
        unknown.forEach(partition -> progress(partition).reset());
        log.seekToBeginning(unknown);
    }

    @Override
    public void outOfRange(Map<TopicPartition, Long> positions, Log log) {
        positions.forEach((partition, position) -> {
            PartitionProgress progress = progress(partition);
            if (progress.settled) { // else the position is about to be set
                progress.outOfRange(position, clocks.moment());
            }
        });
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
