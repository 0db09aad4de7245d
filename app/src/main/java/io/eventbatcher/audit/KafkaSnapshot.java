package io.eventbatcher.audit;

import io.eventbatcher.ledger.ReadPosition;
import io.eventbatcher.ledger.Tally;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Offsets, tallies and waiting events in Kafka at a moment.
 *
 * @param sources read records of each partition that batching reads
 * @param waiting unsettled events behind the committed offset, by partition of the repartition and batches topics
 * @param settled the tally in the metadata of the committed offset, by partition of the batches topics; absent without a committed offset
 * @param batchingRuns true if the batching group has members
 */
record KafkaSnapshot(
        Map<TopicPartition, Source> sources,
        Map<TopicPartition, Long> waiting,
        Map<TopicPartition, Tally> settled,
        boolean batchingRuns) {
    KafkaSnapshot {
        sources = Map.copyOf(sources);
        waiting = Map.copyOf(waiting);
        settled = Map.copyOf(settled);
    }

    /**
     * A source partition.
     *
     * @param topicId the id of the topic that has the name now; {@link Uuid#ZERO_UUID} if the topic has no such partition
     * @param begin the offset of the first record that Kafka still has
     * @param end the offset behind the last record
     * @param committed the committed offset, or {@link #NONE}
     * @param least a lower bound of the records read
     */
    record Source(Uuid topicId, long begin, long end, long committed, long least) {
        static final long NONE = -1;

        /** True if nothing of the partition was read as far as known. */
        boolean untouched(@Nullable ReadPosition position) {
            return position == null && committed == NONE;
        }

        boolean exists() {
            return !topicId.equals(Uuid.ZERO_UUID);
        }

        /** Up to which offset the records are read; transaction markers count too. */
        long read(@Nullable ReadPosition position) {
            boolean sameTopic = position == null || topicId.equals(position.topicId());
            return position == null || (sameTopic && committed > position.next() && committed <= end)
                    ? committed
                    : position.next();
        }

        private Source counted(long records) {
            return new Source(topicId, begin, end, committed, records);
        }
    }

    /** A copy with exact counts of records read for the given source partitions. */
    KafkaSnapshot counted(Map<TopicPartition, Long> records) {
        Map<TopicPartition, Source> known = new HashMap<>(sources);
        records.forEach(
                (partition, count) -> known.computeIfPresent(partition, (same, source) -> source.counted(count)));
        return new KafkaSnapshot(known, waiting, settled, batchingRuns);
    }

    long waiting(TopicPartition partition) {
        return waiting.getOrDefault(partition, 0L);
    }

    Tally settled(TopicPartition partition) {
        return settled.getOrDefault(partition, Tally.ZERO);
    }
}
