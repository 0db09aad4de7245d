package io.eventbatcher.batching.position;

import io.eventbatcher.control.OperatorCommand;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Records of a partition that Kafka no longer has, and that nobody has read. Reading goes on when an operator accepts exactly this loss.
 *
 * @param from the offset that was to be read next
 * @param to the offset at which reading goes on
 * @param records the number of lost records as far as known: offsets are counted, also those of markers and of aborted or compacted records
 * @param topicId the id of the topic that is read on
 */
record Loss(TopicPartition partition, Kind kind, long from, long to, long records, Uuid topicId) {
    /** The causes of losses. */
    enum Kind {
        /** Deleted by retention or by hand. */
        EXPIRED,
        /** Deleted with the topic, in whose place stands another of the same name. */
        TOPIC_MADE_ANEW,
        /** Lost by the brokers, which have fewer records than were read before. */
        TRUNCATED
    }

    /** The target of the order that accepts the loss. An order about another loss of the same partition has another target. */
    String target() {
        return OperatorCommand.loss(partition.topic(), partition.partition(), from + "-" + to + "@" + topicId);
    }

    /** The finding and the remedy. */
    String reason() {
        return finding()
                + " Nothing of the partition is read until an operator accepts the loss, which ledger and audit then count: event-batcher"
                + " lanes accept-loss --source " + partition.topic() + " --partition " + partition.partition()
                + ". Reading goes on at offset " + to + ".";
    }

    private String finding() {
        return switch (kind) {
            case EXPIRED ->
                "Kafka deleted the records " + from + " to " + (to - 1) + " of " + partition
                        + " before they were read: "
                        + (to - from)
                        + " offsets. Is the retention of the topic shorter than the service was away or behind? Their"
                        + " producers may send them again.";
            case TOPIC_MADE_ANEW ->
                "The topic " + partition.topic() + " was deleted and created again. The old partition "
                        + partition.partition() + " had been read up to offset " + from + "; "
                        + (records > 0 ? records + " offsets seen" : "records that came")
                        + " behind it were deleted unread, if nobody else knows better.";
            case TRUNCATED ->
                "The brokers lost records of " + partition + ": it had been read up to offset " + from
                        + ", and now ends at " + to
                        + ". An unclean election of a leader, or a disk that lost its last writes? Records"
                        + " that were written since may be unread.";
        };
    }
}
