package io.eventbatcher.delivery.lane;

import io.eventbatcher.delivery.loop.DeliveryFailedException;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.UnreadableRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records of a batches topic. */
final class BatchReader {
    /** The memory that an item takes beside the bytes, about. */
    private static final int ITEM_OVERHEAD_BYTES = 200;

    private BatchReader() {}

    /**
     * The batch in a record.
     *
     * @throws DeliveryFailedException if the record cannot be read: skipping it would lose events
     */
    static PendingBatch batch(ConsumerRecord<byte[], byte[]> incoming) {
        String where = incoming.topic() + "-" + incoming.partition() + "@" + incoming.offset();
        byte[] value = incoming.value();
        if (value == null) {
            throw unreadable(where, "it has no value", null);
        }
        try {
            Batch batch = Batch.read(value);
            if (batch.items().isEmpty()) {
                throw unreadable(where, "it is empty", null);
            }
            if (batch.lane() != incoming.partition()) {
                throw unreadable(where, "it belongs to lane " + batch.lane(), null);
            }
            return new PendingBatch(
                    batch,
                    incoming.offset(),
                    value.length + (long) ITEM_OVERHEAD_BYTES * batch.items().size());
        } catch (UnreadableRecordException damaged) {
            throw unreadable(where, String.valueOf(damaged.getMessage()), damaged);
        }
    }

    private static DeliveryFailedException unreadable(String where, String why, @Nullable Throwable cause) {
        return new DeliveryFailedException(
                "The batch at " + where + " cannot be read (" + why + "). Delivery stops before it rather than skip its"
                        + " events; run the release that wrote it, or a later one.",
                cause);
    }
}
