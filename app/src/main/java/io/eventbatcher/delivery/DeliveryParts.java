package io.eventbatcher.delivery;

import io.eventbatcher.delivery.dispatch.Dispatcher;
import io.eventbatcher.delivery.lane.AssignedLanes;
import io.eventbatcher.delivery.lane.ConsumerPositions;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.rate.QuotaShares;
import io.eventbatcher.delivery.settle.BatchPurger;
import io.eventbatcher.delivery.settle.Settler;
import org.apache.kafka.clients.consumer.Consumer;

/** Parts that the poll thread works with, in the order of the flow. */
record DeliveryParts(
        Consumer<byte[], byte[]> consumer,
        AssignedLanes lanes,
        ConsumerPositions positions,
        Mailbox mailbox,
        Dispatcher dispatcher,
        Settler settler,
        BatchPurger purger,
        QuotaShares rates) {}
