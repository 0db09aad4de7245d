package io.eventbatcher.sandbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Crashes, fences, handovers and restarts while a delivery settles: each batch has one receipt, each event one delivery. */
class SettlingFaultsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DeliveryWorld world = new DeliveryWorld(DeliveryWorld.QUICK_PURGE);
    private final Settled settled = new Settled(world);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void shouldUndoWhatACrashLeftInMidSettle() throws Exception {
        // Given a predecessor of the same name that wrote a receipt and offsets, and died before its commit
        world.write(List.of(Items.batch(Route.BEHAVIORAL, 0, Items.good(0, 10))));
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                world.broker.bootstrapServers(),
                "transactional.id",
                world.transactionalId("one"),
                "transaction.timeout.ms",
                60_000);
        var predecessor = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        predecessor.initTransactions();
        predecessor.beginTransaction();
        predecessor
                .send(new ProducerRecord<>(world.topics().receipts(), new byte[] {1}, new byte[] {1}))
                .get();
        predecessor.sendOffsetsToTransaction(
                Map.of(world.lane(Route.BEHAVIORAL, 0), new OffsetAndMetadata(1)), world.groupMetadata());
        predecessor.close(Duration.ZERO);

        // When
        try (DeliveryWorld.Running running = world.start("one")) {
            world.awaitNoLag(Route.BEHAVIORAL);

            // Then
            assertThat(running.delivery().failed()).isNotDone();
        }
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).inputsAccepted())
                .isEqualTo(10);
        assertThat(DeliveryWorld.text(
                        only(world.read(world.topics().receipts())).key()))
                .isEqualTo("behavioral-0-0");
        assertThat(settled.total(Route.BEHAVIORAL)).isEqualTo(new Tally(10, 10, 0, 0));
    }

    @Test
    void shouldLoseAndDoubleNothingWhenItIsFencedWhileSettling() throws Exception {
        // Given
        world.write(Items.batches(0, 200));
        try (DeliveryWorld.Running running = world.start("one")) {
            await().atMost(PATIENCE).until(() -> running.delivered(Route.BEHAVIORAL) > 0);

            // When somebody else asks for its transactional id in the middle of it
            world.fence("one");
            world.write(Items.batches(200, 100));
            world.awaitNoLag(Route.BEHAVIORAL);

            // Then
            assertThat(running.delivery().failed()).isNotDone();
        }
        settled.assertEverythingOnce(300);
    }

    @Test
    void shouldLoseAndDoubleNothingWhenInstancesComeAndGo() throws Exception {
        // Given
        world.write(Items.batches(0, 300));
        DeliveryWorld.Running first = world.start("one");
        await().atMost(PATIENCE).until(() -> first.delivered(Route.BEHAVIORAL) > 0);

        // When
        try (DeliveryWorld.Running second = world.start("two")) {
            await().atMost(PATIENCE)
                    .until(() -> second.delivered(Route.BEHAVIORAL) > 0 || world.lag(Route.BEHAVIORAL) == 0);
            first.close();
            world.write(Items.batches(300, 100));
            world.awaitNoLag(Route.BEHAVIORAL);
        }

        // Then
        settled.assertEverythingOnce(400);
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheBrokerRestarts() throws Exception {
        // Given
        world.write(Items.batches(0, 300));
        try (DeliveryWorld.Running running = world.start("one")) {
            await().atMost(PATIENCE).until(() -> running.delivered(Route.BEHAVIORAL) > 0);

            // When
            world.broker.restart();

            // Then
            await().atMost(PATIENCE).ignoreExceptions().until(() -> world.lag(Route.BEHAVIORAL) == 0);
            assertThat(running.delivery().failed()).isNotDone();
        }
        settled.assertEverythingOnce(300);
    }

    private static <T> T only(List<T> all) {
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
