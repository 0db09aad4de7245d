package io.eventbatcher.batching.batch;

import io.eventbatcher.batching.node.Nodes;
import io.eventbatcher.batching.streams.PreCommitHook;
import io.eventbatcher.record.Bundle;
import io.eventbatcher.record.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sends items to the lane of their identity: the repartition topic brings all items of an identity into one lane, in order. Items travel
 * in bundles, the last bundle before the commit. Bundles delay no item, because consumers read only committed records.
 */
public final class RegroupProcessor implements Processor<byte[], Object, byte[], byte[]> {
    /** Streams holds a thousand records of a partition in memory, whatever their size, and the bound limits Streams' memory. */
    private static final int MOST_BYTES = 16 * 1024;

    private final List<Lane> lanes;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    /** The items of a lane's next bundle. */
    private static final class Lane {
        final byte[] key;
        final List<Item> items = new ArrayList<>();
        int bytes;

        Lane(int number) {
            key = LanePartitioner.key(number);
        }

        void clear() {
            items.clear();
            bytes = 0;
        }
    }

    private RegroupProcessor(int lanes) {
        this.lanes = IntStream.range(0, lanes).mapToObj(Lane::new).toList();
    }

    public static ProcessorSupplier<byte[], Object, byte[], byte[]> supplier(int lanes) {
        return () -> new RegroupProcessor(lanes);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        lanes.forEach(Lane::clear);
        PreCommitHook hook = context.getStateStore(Nodes.INGEST_PRE_COMMIT);
        hook.beforeCommit(() -> lanes.forEach(this::send));
    }

    @Override
    public void process(Record<byte[], Object> record) {
        Item item = (Item) record.value();
        Lane lane = lanes.get(lane(item.identityBytes(), lanes.size()));
        if (lane.bytes + item.storedBytes() > MOST_BYTES) {
            send(lane);
        }
        lane.items.add(item);
        lane.bytes += item.storedBytes();
    }

    /** The partition that Kafka's own producers choose for the key. */
    static int lane(byte[] identity, int lanes) {
        return Utils.toPositive(Utils.murmur2(identity)) % lanes;
    }

    private void send(Lane lane) {
        if (!lane.items.isEmpty()) {
            ProcessorContext<byte[], byte[]> forward = Nodes.initialised(context);
            forward.forward(new Record<>(lane.key, Bundle.toBytes(lane.items), forward.currentSystemTimeMs()));
            lane.clear();
        }
    }
}
