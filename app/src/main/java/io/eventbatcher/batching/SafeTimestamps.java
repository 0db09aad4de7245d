package io.eventbatcher.batching;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Takes any timestamp. Kafka Streams silently drops a record whose extracted timestamp is negative, so none is; 0 means that the
 * record has none. Nothing of ours uses the result as time: see {@link OriginProcessor}.
 */
public final class SafeTimestamps implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.max(0, record.timestamp());
    }
}
