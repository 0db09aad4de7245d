package io.eventbatcher.record;

/**
 * The first coordinates of an event: those of its source record, which a replay keeps.
 *
 * @param topic the source topic
 * @param partition the source partition
 * @param offset the source offset
 * @param timestamp the record's timestamp in milliseconds since the epoch; data, never used as time
 */
public record Origin(String topic, int partition, long offset, long timestamp) {
    /** {@code topic-partition@offset}, as Kafka's own logs write it. */
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
