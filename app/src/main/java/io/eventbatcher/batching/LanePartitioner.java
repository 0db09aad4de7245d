package io.eventbatcher.batching;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends to the partition of the lane that the key names: a bundle to its lane, and a batch from it. */
final class LanePartitioner implements StreamPartitioner<byte[], byte[]> {
    /** The lane's number as text, so that any Kafka tool shows it. */
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
