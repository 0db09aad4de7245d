package io.eventbatcher.audit;

import io.eventbatcher.ledger.Tally;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What Kafka holds at a moment.
 *
 * @param sources what is known of each partition that batching reads
 * @param waiting events between the committed offset and the end, without those that are settled nevertheless, by partition of the repartition and batches topics
 * @param settled the tally that the committed offset carries, by partition of the batches topics; absent where nothing was committed
 * @param batchingRuns whether the batching group has members
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
     * @param whole whether nothing of it was deleted
     * @param least the fewest records that were read from it, as far as is known
     * @param most the most: the committed offset, of which markers of transactions may be a part
     */
    record Source(boolean whole, long least, long most) {}

    /** The same, knowing how many records of these source partitions were read. */
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
