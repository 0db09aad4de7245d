package io.eventbatcher.batching;

import io.eventbatcher.record.Item;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Keys items by identity, so that the repartition topic brings all of one identity into one lane, in their order. */
final class Regroup implements Processor<byte[], byte[], byte[], byte[]> {
    private @Nullable ProcessorContext<byte[], byte[]> context;

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        byte[] identity = Item.read(record.value()).identityBytes();
        Nodes.initialised(context).forward(record.withKey(identity));
    }
}
