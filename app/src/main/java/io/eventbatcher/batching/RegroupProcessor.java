package io.eventbatcher.batching;

import io.eventbatcher.record.Bundle;
import io.eventbatcher.record.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sends items to the lane of their identity, so that the repartition topic brings all of one identity into one lane, in their order.
 * They go in bundles, the last of them before the commit. That makes none later: what is not committed is not read.
 */
final class RegroupProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** Streams holds a thousand records of a partition in memory, whatever their size, so this bounds its memory. */
    private static final int MOST_BYTES = 16 * 1024;

    private final String hook;
    private final List<Lane> lanes;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    /** What waits for its bundle. */
    private static final class Lane {
        final byte[] key;
        final List<Item> items = new ArrayList<>();
        int bytes;

        Lane(int number) {
            key = LanePartitioner.key(number);
        }
    }

    /** @param hook the store that tells when a commit comes */
    RegroupProcessor(String hook, int lanes) {
        this.hook = hook;
        this.lanes = Stream.iterate(0, number -> number + 1)
                .limit(lanes)
                .map(Lane::new)
                .toList();
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        lanes.forEach(RegroupProcessor::forget);
        PreCommitHook beforeCommit = context.getStateStore(hook);
        beforeCommit.run(() -> lanes.forEach(this::send));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Item item = Item.read(record.value());
        Lane lane = lanes.get(lane(item.identityBytes(), lanes.size()));
        if (lane.bytes + item.storedBytes() > MOST_BYTES) {
            send(lane);
        }
        lane.items.add(item);
        lane.bytes += item.storedBytes();
    }

    /** The partition that Kafka's own producers give to a record with this key. */
    static int lane(byte[] identity, int lanes) {
        return Utils.toPositive(Utils.murmur2(identity)) % lanes;
    }

    private void send(Lane lane) {
        if (!lane.items.isEmpty()) {
            ProcessorContext<byte[], byte[]> forward = Nodes.initialised(context);
            forward.forward(new Record<>(lane.key, Bundle.toBytes(lane.items), forward.currentSystemTimeMs()));
            forget(lane);
        }
    }

    private static void forget(Lane lane) {
        lane.items.clear();
        lane.bytes = 0;
    }
}
