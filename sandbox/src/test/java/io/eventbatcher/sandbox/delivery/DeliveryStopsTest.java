package io.eventbatcher.sandbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A delivery that cannot go on without a loss stops, and says why. */
class DeliveryStopsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    private final DeliveryWorld world = new DeliveryWorld(DeliveryWorld.QUICK_PURGE);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void shouldStopAtABatchThatCannotBeReadAndSkipNothing() throws Exception {
        // Given
        world.write(Items.batches(0, 8));
        world.writeRaw(world.topics().batches(Route.BEHAVIORAL), 0, new byte[] {99});
        world.write(Items.batches(8, 8));

        // When
        try (DeliveryWorld.Running running = world.start("one")) {
            await().atMost(PATIENCE).until(() -> running.delivery().failed().isDone());

            // Then
            assertThat(running.delivery().failed().get())
                    .hasMessageContaining(world.lane(Route.BEHAVIORAL, 0) + "@2")
                    .hasMessageContaining("rather than skip");
        }
        OffsetAndMetadata committed = world.committed().get(world.lane(Route.BEHAVIORAL, 0));
        assertThat(committed == null ? 0 : committed.offset()).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldStopWhenItsCommittedOffsetIsGone() throws Exception {
        // Given
        world.write(Items.batches(0, 8));
        TopicPartition lane = world.lane(Route.BEHAVIORAL, 0);
        world.admin
                .alterConsumerGroupOffsets(
                        world.settings("one").deliveryGroup(), Map.of(lane, new OffsetAndMetadata(1_000)))
                .all()
                .get();

        // When
        try (DeliveryWorld.Running running = world.start("one")) {
            await().atMost(PATIENCE).until(() -> running.delivery().failed().isDone());

            // Then
            assertThat(running.delivery().failed().get()).hasMessageContaining("no longer exist");
        }
    }

    @Test
    void shouldStopWhenAnotherInstanceHasItsNameAndDoubleNoReceipt() throws Exception {
        // Given: work for both, as long as both run, because only who settles can be fenced
        AtomicInteger written = new AtomicInteger();

        // When
        try (DeliveryWorld.Running one = world.start("one");
                DeliveryWorld.Running other = world.start("one")) {
            await().atMost(PATIENCE).pollInterval(A_MOMENT).until(() -> {
                world.write(Items.batches(written.getAndAdd(16), 16));
                return anyFailed(one, other);
            });

            // Then
            DeliveryWorld.Running stopped = one.delivery().failed().isDone() ? one : other;
            assertThat(stopped.delivery().failed().get()).hasMessageContaining("Another instance named 'one'");
        }
        world.deliverEverything("one");
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).distinctAccepted())
                .isEqualTo(10L * written.get());
        assertThat(world.read(world.topics().receipts()))
                .extracting(receipt -> DeliveryWorld.text(receipt.key()))
                .doesNotHaveDuplicates()
                .hasSize(written.get());
    }

    private static boolean anyFailed(DeliveryWorld.Running one, DeliveryWorld.Running other) {
        return one.delivery().failed().isDone() || other.delivery().failed().isDone();
    }
}
