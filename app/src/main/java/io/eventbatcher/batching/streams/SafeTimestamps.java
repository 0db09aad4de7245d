package io.eventbatcher.batching.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Takes any timestamp; 0 means that the record has none. Kafka Streams silently drops a record whose extracted timestamp is negative.
 * No node uses the result as time: the first node stamps records with the wall clock.
 */
public final class SafeTimestamps implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.max(0, record.timestamp());
    }
}
