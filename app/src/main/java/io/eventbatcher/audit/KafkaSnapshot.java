package io.eventbatcher.audit;

import io.eventbatcher.ledger.Tally;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

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
     * @param whole true if no record of the partition was deleted
     * @param least a lower bound of the records read
     * @param most an upper bound of the records read: the committed offset, which counts transaction markers too
     */
    record Source(boolean whole, long least, long most) {}

    /** A copy with exact counts of records read for the given source partitions. */
    KafkaSnapshot counted(Map<TopicPartition, Long> records) {
        Map<TopicPartition, Source> known = new HashMap<>(sources);
        records.forEach((partition, count) ->
                known.computeIfPresent(partition, (same, source) -> new Source(source.whole(), count, source.most())));
        return new KafkaSnapshot(known, waiting, settled, batchingRuns);
    }

    long waiting(TopicPartition partition) {
        return waiting.getOrDefault(partition, 0L);
    }

    Tally settled(TopicPartition partition) {
        return settled.getOrDefault(partition, Tally.ZERO);
    }
}
