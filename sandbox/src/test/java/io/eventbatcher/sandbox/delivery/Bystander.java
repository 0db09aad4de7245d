package io.eventbatcher.sandbox.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A member of delivery's group that wants no lane, and takes part in rebalances only when told. */
final class Bystander implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;

    Bystander(DeliveryWorld world) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, world.broker.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG, world.settings("one").deliveryGroup(),
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName(),
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, DeliveryWorld.HEARTBEAT_MILLIS,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(world.settings("one").topics().receipts()));
    }

    /** Does what the group asks of it now; true, so that conditions can begin with it. */
    boolean takesPart() {
        consumer.poll(Duration.ofMillis(50));
        return true;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
