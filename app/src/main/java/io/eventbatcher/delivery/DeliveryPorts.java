package io.eventbatcher.delivery;

import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.hubspot.HubSpotClient;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Kafka, HubSpot, threads, time and chance, as delivery uses them.
 *
 * @param producers each a new transactional producer
 * @param nanoTime nanoseconds of a clock that never steps back
 */
record DeliveryPorts(
        Consumer<byte[], byte[]> consumer,
        Supplier<Producer<byte[], byte[]>> producers,
        Supplier<Admin> admins,
        HubSpotClient hubSpot,
        Mailbox mailbox,
        Timers timers,
        Clock clock,
        Supplier<Long> nanoTime,
        RandomGenerator chance) {}
