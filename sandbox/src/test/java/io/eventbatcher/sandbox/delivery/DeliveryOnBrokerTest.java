package io.eventbatcher.sandbox.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts, orders and purges of a delivery without trouble. */
class DeliveryOnBrokerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DeliveryWorld world = new DeliveryWorld(DeliveryWorld.QUICK_PURGE);
    private final Settled settled = new Settled(world);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void shouldAccountForEveryItemAndLeaveNoLag() throws Exception {
        // Given
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            batches.add(Items.batch(Route.BEHAVIORAL, i % 8, Items.good(i * 500, 500)));
        }
        List<Item> withCulprit = new ArrayList<>(Items.good(30_000, 99));
        withCulprit.add(50, Items.bad(40_000));
        batches.add(Items.batch(Route.BEHAVIORAL, 3, withCulprit));
        world.write(batches);

        // When
        try (DeliveryWorld.Running running = world.start("one")) {
            world.awaitNoLag(Route.BEHAVIORAL);

            // Then
            world.awaitDelivered(running, Route.BEHAVIORAL, 20_099);
        }
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).inputsAccepted())
                .isEqualTo(20_099);
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).distinctAccepted())
                .isEqualTo(20_099);
        assertThat(world.read(world.topics().receipts())).hasSize(41);
        assertThat(settled.total(Route.BEHAVIORAL)).isEqualTo(new Tally(20_100, 20_099, 0, 1));
        ConsumerRecord<byte[], byte[]> letter = only(world.read(world.topics().deadLetters()));
        assertThat(letter.key()).isEqualTo(Items.key(40_000));
        assertThat(letter.value()).isEqualTo(Items.value(40_000));
        assertThat(letter.headers().lastHeader("trace").value()).isEqualTo(new byte[] {0, (byte) 40_000});
        assertThat(DeadLetterHeader.REASON.in(letter.headers())).hasValue("rejected");
        assertThat(DeadLetterHeader.HTTP_STATUS.in(letter.headers())).hasValue("400");
        assertThat(DeadLetterHeader.UUID.in(letter.headers())).hasValue("uuid-40000");
    }

    @Test
    void shouldKeepTheOrderOfEachMarketingEvent() throws Exception {
        // Given
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            batches.add(Items.batch(
                    Route.MARKETING_UPDATE,
                    0,
                    List.of(
                            Items.update(7, 3 * i),
                            Items.update(8, 3 * i),
                            Items.update(7, 3 * i + 1),
                            Items.update(999_999_999, i))));
        }
        world.write(batches);

        // When
        try (DeliveryWorld.Running running = world.start("one")) {
            world.awaitNoLag(Route.MARKETING_UPDATE);

            // Then
            world.awaitDelivered(running, Route.MARKETING_UPDATE, 90);
        }
        List<Integer> ofSeven = world.hubSpot.journal().inputs(Endpoint.MARKETING_UPDATE).stream()
                .filter(input -> input.identity().equals("7"))
                .map(AcceptedInput::tracked)
                .map(Integer::valueOf)
                .toList();
        assertThat(ofSeven).isSorted().doesNotHaveDuplicates().endsWith(88);
        assertThat(world.read(world.topics().deadLetters()))
                .hasSize(30)
                .allSatisfy(letter ->
                        assertThat(DeadLetterHeader.REASON.in(letter.headers())).hasValue("not-found"));
    }

    @Test
    void shouldDrainABacklogOfSmallBatchesAtFullRequests() throws Exception {
        // Given ten thousand batches of one event
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            batches.add(Items.batch(Route.BEHAVIORAL, i % 8, Items.good(i, 1)));
        }
        for (int i = 0; i < 1_000; i++) {
            batches.add(Items.batch(Route.MARKETING_UPDATE, i % 4, List.of(Items.update(i + 1, i))));
        }
        world.writeAtOnce(batches);

        // When
        try (DeliveryWorld.Running running = world.start("one")) {
            world.awaitNoLag(Route.BEHAVIORAL);
            world.awaitNoLag(Route.MARKETING_UPDATE);

            // Then a lane's share is not always a multiple of what a request takes
            assertThat(running.delivery().failed()).isNotDone();
        }
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).requests())
                .isBetween(18L, 40L);
        assertThat(world.hubSpot.journal().counters(Endpoint.MARKETING_UPDATE).requests())
                .isBetween(10L, 20L);
        assertThat(world.read(world.topics().receipts()))
                .extracting(receipt -> DeliveryWorld.text(receipt.key()))
                .hasSize(10_000)
                .doesNotHaveDuplicates();
        assertThat(settled.total(Route.BEHAVIORAL)).isEqualTo(new Tally(9_000, 9_000, 0, 0));
        assertThat(settled.total(Route.MARKETING_UPDATE)).isEqualTo(new Tally(1_000, 1_000, 0, 0));
    }

    @Test
    void shouldGoOnCountingAfterARestart() throws Exception {
        // Given
        world.write(List.of(Items.batch(Route.BEHAVIORAL, 0, Items.good(0, 10))));
        world.deliverEverything("one");
        world.write(List.of(Items.batch(Route.BEHAVIORAL, 0, Items.good(10, 5))));

        // When
        world.deliverEverything("one");

        // Then
        assertThat(settled.total(Route.BEHAVIORAL)).isEqualTo(new Tally(15, 15, 0, 0));
        assertThat(world.read(world.topics().receipts())).hasSize(2);
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).inputsAccepted())
                .isEqualTo(15);
    }

    @Test
    void shouldDeleteWhatIsSettledAndNothingElse() throws Exception {
        // Given a lane whose first batch is settled, and whose next one HubSpot does not take
        TopicPartition lane = world.lane(Route.BEHAVIORAL, 0);
        world.write(List.of(Items.batch(Route.BEHAVIORAL, 0, Items.good(0, 10))));
        try (DeliveryWorld.Running running = world.start("one")) {
            world.awaitNoLag(Route.BEHAVIORAL);
            long settled = requireNonNull(world.committed().get(lane)).offset();
            world.hubSpot.faults().add(Fault.always(new Effect.Answer(503)));
            world.write(List.of(Items.batch(Route.BEHAVIORAL, 0, Items.good(10, 10))));

            // When, perhaps in two steps: the marker behind the batch may be settled after it
            await().atMost(PATIENCE).until(() -> world.begin(lane) >= settled);

            // Then
            assertThat(world.begin(lane)).isEqualTo(settled);
            assertThat(world.committed())
                    .hasEntrySatisfying(
                            lane, still -> assertThat(still.offset()).isEqualTo(settled));
            assertThat(running.delivery().failed()).isNotDone();
        }
    }

    private static <T> T only(List<T> all) {
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
