package io.eventbatcher.delivery;

import io.eventbatcher.delivery.lane.AssignedLanes;
import io.eventbatcher.delivery.lane.ConsumerPositions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.WakeupException;

/** Polls batches from Kafka into their lanes. Owned by the poll thread, except {@link #wakeUp}. */
final class BatchPoller {
    private final Consumer<byte[], byte[]> consumer;
    private final AssignedLanes lanes;
    private final ConsumerPositions positions;
    private final LaneAssignments assignments;
    private final AtomicBoolean polling = new AtomicBoolean();

    BatchPoller(DeliveryParts parts, LaneAssignments assignments) {
        this.consumer = parts.consumer();
        this.lanes = parts.lanes();
        this.positions = parts.positions();
        this.assignments = assignments;
    }

    /**
     * Polls once.
     *
     * @param patience tells how long to wait; asked when {@link #wakeUp} works already, so that mail posted after the question ends the poll
     * @throws OffsetOutOfRangeException if Kafka has deleted batches that nobody has settled
     */
    void poll(Supplier<Duration> patience) {
        records(patience).forEach(lanes::accept);
        positions.trust(true);
    }

    private ConsumerRecords<byte[], byte[]> records(Supplier<Duration> patience) {
        positions.trust(false);
        polling.set(true);
        try {
            return consumer.poll(patience.get());
        } catch (WakeupException mail) {
            return ConsumerRecords.empty();
        } catch (OffsetOutOfRangeException gone) {
            assignments.leaveToOwners(gone);
            return ConsumerRecords.empty();
        } finally {
            polling.set(false);
        }
    }

    /** Any thread. Wakes the consumer from its poll only; elsewhere the caller must expect a late wake-up. */
    void wakeUp() {
        if (polling.compareAndSet(true, false)) {
            consumer.wakeup();
        }
    }
}
