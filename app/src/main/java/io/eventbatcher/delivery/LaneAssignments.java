package io.eventbatcher.delivery;

import io.eventbatcher.delivery.lane.AssignedLanes;
import io.eventbatcher.delivery.lane.ConsumerPositions;
import io.eventbatcher.delivery.rate.QuotaShares;
import io.eventbatcher.delivery.settle.BatchPurger;
import io.eventbatcher.health.Pulse;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins, hands over and drops lanes as the consumer group assigns and revokes partitions. Owned by the poll thread. */
final class LaneAssignments implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(LaneAssignments.class);
    private static final int NOTABLE_SILENCES = 3;

    private final Consumer<byte[], byte[]> consumer;
    private final AssignedLanes lanes;
    private final ConsumerPositions positions;
    private final BatchPurger purger;
    private final QuotaShares rates;
    private final Handover handover;
    private final ShutdownSignal stop;
    private final Pulse pulse;

    LaneAssignments(DeliveryParts parts, Handover handover, ShutdownSignal stop, Pulse pulse) {
        this.consumer = parts.consumer();
        this.lanes = parts.lanes();
        this.positions = parts.positions();
        this.purger = parts.purger();
        this.rates = parts.rates();
        this.handover = handover;
        this.stop = stop;
        this.pulse = pulse;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        starts(partitions).ifPresentOrElse(starts -> lanes.assigned(partitions, starts), () -> leaveUnread(partitions));
        rates.assigned(lanes::count);
    }

    /** Asks until Kafka answers; empty if the time to stop is over before. */
    private Optional<Map<TopicPartition, OffsetAndMetadata>> starts(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return Optional.of(Map.of());
        }
        for (int times = 1; !stop.over(); times++) {
            pulse.beat();
            try {
                return Optional.of(positions.committedWithMetadata(partitions));
            } catch (TimeoutException silent) {
                // the first silence is usual: the transaction of an instance that was killed is still open
                if (times == NOTABLE_SILENCES) {
                    LOG.atWarn()
                            .addKeyValue("cause", silent.getMessage())
                            .log("Kafka does not say where the lanes begin; asking again until it does.");
                }
            }
        }
        return Optional.empty();
    }

    /** A consumer needs a position even for partitions that it does not read. */
    private void leaveUnread(Collection<TopicPartition> partitions) {
        consumer.seekToBeginning(partitions);
        consumer.pause(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        try {
            handover.leaveRevoked(lanes.of(partitions));
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
        }
        drop(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        lanes.lose(partitions);
        rates.assigned(lanes::count);
    }

    /**
     * Drops lanes whose position is gone because another instance has settled and purged batches there. An instance that was suspended
     * for long meets their absence before the loss of the lanes.
     *
     * @throws OffsetOutOfRangeException if nobody has settled the batches that are gone
     */
    void leaveToOwners(OffsetOutOfRangeException gone) {
        Map<TopicPartition, Long> missing = gone.offsetOutOfRangePartitions();
        Map<TopicPartition, OffsetAndMetadata> committed;
        try {
            committed = positions.committedWithMetadata(missing.keySet());
        } catch (TimeoutException silent) {
            return; // the next poll fails alike
        }
        missing.forEach((partition, position) -> {
            OffsetAndMetadata settledUpTo = committed.get(partition);
            if (settledUpTo == null || settledUpTo.offset() <= position) {
                throw gone;
            }
        });
        LOG.atWarn()
                .addKeyValue("lanes", missing.keySet())
                .log("Another instance has these lanes and is ahead of this instance, which leaves them.");
        consumer.pause(missing.keySet());
        drop(missing.keySet());
    }

    private void drop(Collection<TopicPartition> partitions) {
        lanes.drop(partitions);
        purger.committed(lanes.committed());
        rates.assigned(lanes::count);
    }
}
