package io.eventbatcher.sandbox.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.access.RateLimits;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryOnBrokerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    /** Below the key hubspot. */
    private static final String QUICK_PURGE = """
              rate: {account-per-ten-seconds: 100000}
            purge-interval: 1s
            """;

    private DeliveryWorld world;

    @BeforeEach
    void open() {
        world = new DeliveryWorld(RateLimits.none(), QUICK_PURGE);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void shouldAccountForEveryItemAndLeaveNoLag() throws Exception {
        // Given
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            batches.add(Events.batch(Route.BEHAVIORAL, i % 8, Events.good(i * 500, 500)));
        }
        List<Item> withCulprit = new ArrayList<>(Events.good(30_000, 99));
        withCulprit.add(50, Events.bad(40_000));
        batches.add(Events.batch(Route.BEHAVIORAL, 3, withCulprit));
        world.write(batches);

        // When
        try (DeliveryWorld.Running running = world.start("one")) {
            await().atMost(PATIENCE).until(() -> world.lag(Route.BEHAVIORAL) == 0);

            // Then
            awaitDelivered(running, Route.BEHAVIORAL, 20_099);
        }
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).inputsAccepted())
                .isEqualTo(20_099);
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).distinctAccepted())
                .isEqualTo(20_099);
        assertThat(world.read("hubspot.receipts")).hasSize(41);
        assertThat(total(Route.BEHAVIORAL)).isEqualTo(new Tally(20_100, 20_099, 0, 1));
        ConsumerRecord<byte[], byte[]> letter = only(world.read("hubspot.dead-letters"));
        assertThat(letter.key()).isEqualTo(Events.key(40_000));
        assertThat(letter.value()).isEqualTo(Events.value(40_000));
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
            batches.add(Events.batch(
                    Route.MARKETING_UPDATE,
                    0,
                    List.of(
                            Events.update(7, 3 * i),
                            Events.update(8, 3 * i),
                            Events.update(7, 3 * i + 1),
                            Events.update(999_999_999, i))));
        }
        world.write(batches);

        // When
        try (DeliveryWorld.Running running = world.start("one")) {
            await().atMost(PATIENCE).until(() -> world.lag(Route.MARKETING_UPDATE) == 0);

            // Then
            awaitDelivered(running, Route.MARKETING_UPDATE, 90);
        }
        List<Integer> ofSeven = world.hubSpot.journal().inputs(Endpoint.MARKETING_UPDATE).stream()
                .filter(input -> input.identity().equals("7"))
                .map(AcceptedInput::tracked)
                .map(Integer::valueOf)
                .toList();
        assertThat(ofSeven).isSorted().doesNotHaveDuplicates().endsWith(88);
        assertThat(world.read("hubspot.dead-letters"))
                .hasSize(30)
                .allSatisfy(letter ->
                        assertThat(DeadLetterHeader.REASON.in(letter.headers())).hasValue("not-found"));
    }

    @Test
    void shouldDrainABacklogOfSmallBatchesAtFullRequests() throws Exception {
        // Given ten thousand batches of one event
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            batches.add(Events.batch(Route.BEHAVIORAL, i % 8, Events.good(i, 1)));
        }
        for (int i = 0; i < 1_000; i++) {
            batches.add(Events.batch(Route.MARKETING_UPDATE, i % 4, List.of(Events.update(i + 1, i))));
        }
        world.writeAtOnce(batches);

        // When
        try (DeliveryWorld.Running running = world.start("one")) {
            await().atMost(PATIENCE)
                    .until(() -> world.lag(Route.BEHAVIORAL) == 0 && world.lag(Route.MARKETING_UPDATE) == 0);

            // Then a lane's share is not always a multiple of what a request takes
            assertThat(running.delivery().failed()).isNotDone();
        }
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).requests())
                .isBetween(18L, 40L);
        assertThat(world.hubSpot.journal().counters(Endpoint.MARKETING_UPDATE).requests())
                .isBetween(10L, 20L);
        assertThat(world.read("hubspot.receipts"))
                .extracting(receipt -> DeliveryWorld.text(receipt.key()))
                .hasSize(10_000)
                .doesNotHaveDuplicates();
        assertThat(total(Route.BEHAVIORAL)).isEqualTo(new Tally(9_000, 9_000, 0, 0));
        assertThat(total(Route.MARKETING_UPDATE)).isEqualTo(new Tally(1_000, 1_000, 0, 0));
    }

    @Test
    void shouldUndoWhatACrashLeftInMidSettle() throws Exception {
        // Given a predecessor of the same name that wrote a receipt and offsets, and died before its commit
        world.write(List.of(Events.batch(Route.BEHAVIORAL, 0, Events.good(0, 10))));
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                world.broker.bootstrapServers(),
                "transactional.id",
                "event-batcher-delivery-one",
                "transaction.timeout.ms",
                60_000);
        var predecessor = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        predecessor.initTransactions();
        predecessor.beginTransaction();
        predecessor
                .send(new ProducerRecord<>("hubspot.receipts", new byte[] {1}, new byte[] {1}))
                .get();
        predecessor.sendOffsetsToTransaction(
                Map.of(new TopicPartition("hubspot.batches.behavioral", 0), new OffsetAndMetadata(1)),
                world.groupMetadata());
        predecessor.close(Duration.ZERO);

        // When
        try (DeliveryWorld.Running running = world.start("one")) {
            await().atMost(PATIENCE).until(() -> world.lag(Route.BEHAVIORAL) == 0);

            // Then
            assertThat(running.delivery().failed()).isNotDone();
        }
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).inputsAccepted())
                .isEqualTo(10);
        assertThat(DeliveryWorld.text(only(world.read("hubspot.receipts")).key()))
                .isEqualTo("behavioral-0-0");
        assertThat(total(Route.BEHAVIORAL)).isEqualTo(new Tally(10, 10, 0, 0));
    }

    @Test
    void shouldLoseAndDoubleNothingWhenItIsFencedWhileSettling() throws Exception {
        // Given
        world.write(behavioral(0, 200));
        try (DeliveryWorld.Running running = world.start("one")) {
            await().atMost(PATIENCE).until(() -> delivered(running) > 0);

            // When somebody else asks for its transactional id in the middle of it
            try (var stranger = new KafkaProducer<>(
                    Map.<String, Object>of(
                            "bootstrap.servers",
                            world.broker.bootstrapServers(),
                            "transactional.id",
                            "event-batcher-delivery-one"),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                stranger.initTransactions();
            }
            world.write(behavioral(200, 100));
            await().atMost(PATIENCE).until(() -> world.lag(Route.BEHAVIORAL) == 0);

            // Then
            assertThat(running.delivery().failed()).isNotDone();
        }
        everythingOnce(300);
    }

    @Test
    void shouldGoOnCountingAfterARestart() throws Exception {
        // Given
        world.write(List.of(Events.batch(Route.BEHAVIORAL, 0, Events.good(0, 10))));
        deliverEverything("one");
        world.write(List.of(Events.batch(Route.BEHAVIORAL, 0, Events.good(10, 5))));

        // When
        deliverEverything("one");

        // Then
        assertThat(total(Route.BEHAVIORAL)).isEqualTo(new Tally(15, 15, 0, 0));
        assertThat(world.read("hubspot.receipts")).hasSize(2);
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).inputsAccepted())
                .isEqualTo(15);
    }

    @Test
    void shouldLoseAndDoubleNothingWhenInstancesComeAndGo() throws Exception {
        // Given
        world.write(behavioral(0, 300));
        DeliveryWorld.Running first = world.start("one");
        await().atMost(PATIENCE).until(() -> delivered(first) > 0);

        // When
        try (DeliveryWorld.Running second = world.start("two")) {
            await().atMost(PATIENCE).until(() -> delivered(second) > 0 || world.lag(Route.BEHAVIORAL) == 0);
            first.close();
            world.write(behavioral(300, 100));
            await().atMost(PATIENCE).until(() -> world.lag(Route.BEHAVIORAL) == 0);
        }

        // Then
        everythingOnce(400);
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheBrokerRestarts() throws Exception {
        // Given
        world.write(behavioral(0, 300));
        try (DeliveryWorld.Running running = world.start("one")) {
            await().atMost(PATIENCE).until(() -> delivered(running) > 0);

            // When
            world.broker.restart();

            // Then
            await().atMost(PATIENCE).ignoreExceptions().until(() -> world.lag(Route.BEHAVIORAL) == 0);
            assertThat(running.delivery().failed()).isNotDone();
        }
        everythingOnce(300);
    }

    @Test
    void shouldDeleteWhatIsSettledAndNothingElse() throws Exception {
        // Given a lane whose first batch is settled, and whose next one HubSpot does not take
        TopicPartition lane = new TopicPartition("hubspot.batches.behavioral", 0);
        world.write(List.of(Events.batch(Route.BEHAVIORAL, 0, Events.good(0, 10))));
        try (DeliveryWorld.Running running = world.start("one")) {
            await().atMost(PATIENCE).until(() -> world.lag(Route.BEHAVIORAL) == 0);
            long settled = requireNonNull(world.committed().get(lane)).offset();
            world.hubSpot.faults().add(Fault.always(new Effect.Answer(503)));
            world.write(List.of(Events.batch(Route.BEHAVIORAL, 0, Events.good(10, 10))));

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

    @Test
    void shouldStopAtABatchThatCannotBeReadAndSkipNothing() throws Exception {
        // Given
        world.write(behavioral(0, 8));
        world.writeRaw("hubspot.batches.behavioral", 0, new byte[] {99});
        world.write(behavioral(8, 8));

        // When
        try (DeliveryWorld.Running running = world.start("one")) {
            await().atMost(PATIENCE).until(() -> running.delivery().failed().isDone());

            // Then
            assertThat(running.delivery().failed().get())
                    .hasMessageContaining("hubspot.batches.behavioral-0@2")
                    .hasMessageContaining("rather than skip");
        }
        OffsetAndMetadata committed = world.committed().get(new TopicPartition("hubspot.batches.behavioral", 0));
        assertThat(committed == null ? 0 : committed.offset()).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldStopWhenItsCommittedOffsetIsGone() throws Exception {
        // Given
        world.write(behavioral(0, 8));
        TopicPartition lane = new TopicPartition("hubspot.batches.behavioral", 0);
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
                world.write(behavioral(written.getAndAdd(16), 16));
                return anyFailed(one, other);
            });

            // Then
            DeliveryWorld.Running stopped = one.delivery().failed().isDone() ? one : other;
            assertThat(stopped.delivery().failed().get()).hasMessageContaining("Another instance named 'one'");
        }
        deliverEverything("one");
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).distinctAccepted())
                .isEqualTo(10L * written.get());
        assertThat(world.read("hubspot.receipts"))
                .extracting(receipt -> DeliveryWorld.text(receipt.key()))
                .doesNotHaveDuplicates()
                .hasSize(written.get());
    }

    private static boolean anyFailed(DeliveryWorld.Running one, DeliveryWorld.Running other) {
        return one.delivery().failed().isDone() || other.delivery().failed().isDone();
    }

    private static List<Batch> behavioral(int from, int count) {
        List<Batch> batches = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            batches.add(Events.batch(Route.BEHAVIORAL, i % 8, Events.good(i * 10, 10)));
        }
        return batches;
    }

    private void deliverEverything(String instance) {
        DeliveryWorld.Running running = world.start(instance);
        await().atMost(PATIENCE).until(() -> world.lag(Route.BEHAVIORAL) == 0);
        running.close();
    }

    /** What is settled is counted after it is committed, and so after lag reads zero. */
    private static void awaitDelivered(DeliveryWorld.Running running, Route route, long events) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(
                                running.delivery().snapshot().route(route).delivered())
                        .isEqualTo(events));
    }

    private static long delivered(DeliveryWorld.Running running) {
        return running.delivery().snapshot().route(Route.BEHAVIORAL).delivered();
    }

    private void everythingOnce(int batches) throws ExecutionException, InterruptedException {
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).distinctAccepted())
                .isEqualTo(10L * batches);
        assertThat(world.hubSpot.journal().counters(Endpoint.BEHAVIORAL).inputsAccepted())
                .isEqualTo(10L * batches);
        assertThat(world.read("hubspot.receipts"))
                .extracting(receipt -> DeliveryWorld.text(receipt.key()))
                .doesNotHaveDuplicates()
                .hasSize(batches);
        assertThat(total(Route.BEHAVIORAL)).isEqualTo(new Tally(10L * batches, 10L * batches, 0, 0));
    }

    /** The last word of each lane's account, which must also be what its committed offset carries. */
    private Tally total(Route route) throws ExecutionException, InterruptedException {
        Map<String, Tally> latest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> entry : world.read("hubspot.ledger")) {
            latest.put(DeliveryWorld.text(entry.key()), Tally.parse(entry.value()));
        }
        Tally sum = Tally.ZERO;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> committed :
                world.committed().entrySet()) {
            TopicPartition lane = committed.getKey();
            if (lane.topic().endsWith(route.label())) {
                String account = new Account(Account.Stage.DELIVERY, route.label(), lane.partition()).key();
                Tally carried = Tally.parse(committed.getValue().metadata());
                assertThat(carried).isEqualTo(latest.getOrDefault(account, Tally.ZERO));
                sum = sum.plus(carried);
            }
        }
        return sum;
    }

    private static <T> T only(List<T> all) {
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
