package io.eventbatcher.batching.batch;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends a record to the partition of the lane in the record's key: a bundle to a lane, a batch from a lane. */
public final class LanePartitioner implements StreamPartitioner<byte[], byte[]> {
    /** The lane's number as text, readable in any Kafka tool. */
    static byte[] key(int lane) {
        return Integer.toString(lane).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int numPartitions) {
        int lane = Integer.parseInt(new String(key, StandardCharsets.US_ASCII));
        if (lane >= numPartitions) {
            throw new IllegalStateException(
                    "The topic " + topic + " has " + numPartitions + " partitions, but there is a lane " + lane
                            + ". Changing lanes needs a drained application and a topic of that many partitions.");
        }
        return Optional.of(Set.of(lane));
    }
}
