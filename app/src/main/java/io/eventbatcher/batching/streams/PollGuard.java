package io.eventbatcher.batching.streams;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Decides where a stream thread's consumer reads, in place of {@code auto.offset.reset}, which would skip records without a word. Called by
 * the polling thread only; one guard may serve several threads, each with partitions of its own.
 */
public interface PollGuard {
    /** The part of a consumer that a guard needs. */
    interface Log {
        /** The offset to fetch next; -1 while unknown. */
        long position(TopicPartition partition);

        void seek(TopicPartition partition, long offset);

        void seekToBeginning(Set<TopicPartition> partitions);

        /** The first offset that Kafka still has. */
        long begin(TopicPartition partition);

        /** The offset behind the last record. */
        long end(TopicPartition partition);

        /** Records behind the position, as of the last fetch; -1 while unknown. */
        long lag(TopicPartition partition);

        /** True if the last poll fetched nothing of the partition, because someone had paused it. */
        boolean isPaused(TopicPartition partition);

        /** Asks a broker again for the ids of the topics; the number of answers so far. */
        long refreshTopicIds();
    }

    /** Before a poll. */
    void beforePoll(Set<TopicPartition> assigned, Map<String, Uuid> topicIds, Log log);

    /** True if the partition must not be read for now. */
    boolean holds(TopicPartition partition);

    /** The polled records that may be processed. */
    ConsumerRecords<byte[], byte[]> afterPoll(
            ConsumerRecords<byte[], byte[]> polled, Map<String, Uuid> topicIds, Log log);

    /** No offset is committed for the partitions. */
    void notCommitted(Set<TopicPartition> partitions, Log log);

    /** Kafka does not have the offsets that were to be fetched next. */
    void outOfRange(Map<TopicPartition, Long> positions, Log log);

    /** Kafka's log branched off before the position: each partition with the offset up to which the records are those that were read. */
    void truncated(Map<TopicPartition, Long> divergent, Log log);
}
