package io.eventbatcher.delivery;

import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.time.Clocks;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Kafka, HubSpot, threads, time and chance, as delivery uses them.
 *
 * @param producers each a new transactional producer
 */
record DeliveryPorts(
        Consumer<byte[], byte[]> consumer,
        Supplier<Producer<byte[], byte[]>> producers,
        Supplier<Admin> admins,
        HubSpotClient hubSpot,
        Mailbox mailbox,
        Timers timers,
        Clocks clocks,
        RandomGenerator chance) {}
