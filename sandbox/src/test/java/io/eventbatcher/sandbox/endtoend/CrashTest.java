package io.eventbatcher.sandbox.endtoend;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.fixtures.LongRuns;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.demo.Books;
import io.eventbatcher.sandbox.demo.RouteBooks;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kills the service as {@code kill -9} does: nothing is flushed, nobody says goodbye. */
@ExtendWith(SharedStack.class)
class CrashTest {
    private static final int LANES = 4;
    private static final int IN_FLIGHT = 2;
    private static final int MAX_INPUTS = 25;
    private static final List<Moment> MOMENTS = LongRuns.either(
            List.of(Moment.MARKING, Moment.SETTLING, Moment.BATCHING),
            List.of(Moment.MARKING, Moment.SETTLING, Moment.ANY, Moment.BATCHING, Moment.SETTLING, Moment.ANY));
    /** So many that each process finds some to deliver, however late it comes. */
    private static final int PORTION = 1_000;
    /** A portion for each process, and one that waits for the first. */
    private static final int EVENTS = PORTION * (MOMENTS.size() + 1);

    private static final int EVENTS_PER_SECOND = 400;
    private static final int EACH = 60;

    /** When to kill: a topic has uncommitted records, or just so. */
    private enum Moment {
        /** Marks are written, and nothing of it is committed. */
        MARKING,
        /** Batches are written, and delivery may not see them yet. */
        BATCHING,
        /** Receipts are written, and the offsets are not committed. */
        SETTLING,
        ANY
    }

    @Test
    void shouldLoseNothingWhenKilledAgainAndAgain(EmbeddedStack stack) throws InterruptedException {
        // Given
        try (Pipeline pipeline = Pipeline.create(
                        stack,
                        "crash",
                        Pipeline.generous().withAccount(EmbeddedStack.account()).withLatency(Duration.ofMillis(100)),
                        "routes.behavioral.in-flight",
                        Integer.toString(IN_FLIGHT),
                        "routes.behavioral.max-inputs",
                        Integer.toString(MAX_INPUTS));
                OpenTransactions transactions = new OpenTransactions(stack);
                Portions load = new Portions(new LoadPlan(
                        LoadSettings.of(EVENTS, 10, 2, 7, Pipeline.SOURCE_PARTITIONS),
                        pipeline.sources().schemas()))) {
            LoadGenerator generator = generator(stack, pipeline);
            CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> generator.publish(load));
            load.allowMore();

            // When
            for (Moment moment : MOMENTS) {
                load.allowMore();
                Process service = ServiceProcess.run(pipeline);
                awaitDeliveries(pipeline, service);
                awaitMoment(moment, pipeline, transactions);
                ServiceProcess.kill(service);
            }
            Process last = ServiceProcess.runAndLeaveClasses(pipeline);
            publishing.join();
            pipeline.sources().alsoPublished(EVENTS);
            Ledger ledger = pipeline.ledgerAtRest();
            ServiceProcess.terminate(last);
            ClassArchive.keep();

            // Then nothing is lost, and what came twice is what was being sent when it crashed
            Books books = pipeline.books(generator.truth(), ledger);
            ledger.close();
            assertThat(books.sum(RouteBooks::lost)).isZero();
            assertThat(books.sum(RouteBooks::outOfOrder)).isZero();
            assertThat(books.sum(RouteBooks::unexpected)).isZero();
            assertThat(books.sum(RouteBooks::altered)).isZero();
            assertThat(books.sum(RouteBooks::produced))
                    .isEqualTo(EVENTS)
                    .isEqualTo(books.sum(RouteBooks::delivered)
                            + books.sum(RouteBooks::duplicates)
                            + books.sum(RouteBooks::deadLettered));
            assertThat(books.routes().get(0).deliveredTwice())
                    .isLessThanOrEqualTo((long) MOMENTS.size() * LANES * IN_FLIGHT * MAX_INPUTS);
            assertExactlyOnceInKafka(pipeline);
        }
    }

    /** A load that comes no faster than the processes that it is for. */
    private static final class Portions implements Iterable<PlannedRecord>, AutoCloseable {
        private final LoadPlan plan;
        private final Semaphore allowed = new Semaphore(0);

        Portions(LoadPlan plan) {
            this.plan = plan;
        }

        void allowMore() {
            allowed.release(PORTION);
        }

        @Override
        public Iterator<PlannedRecord> iterator() {
            Iterator<PlannedRecord> records = plan.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return records.hasNext();
                }

                @Override
                public PlannedRecord next() {
                    allowed.acquireUninterruptibly();
                    return records.next();
                }
            };
        }

        /** Lets the rest go, so that nobody waits for ever. */
        @Override
        public void close() {
            allowed.release(EVENTS);
        }
    }

    @Test
    void shouldSendAgainOnlyWhatWasNotSettledAndDeliverWhatWaitedForItsBatch(EmbeddedStack stack)
            throws InterruptedException {
        // Given some events settled, others taken by HubSpot whose answer never comes, and changes that are marked as
        // seen and wait for their batch
        try (Pipeline pipeline = Pipeline.create(stack, "crash-once", "routes.marketing-upsert.linger", "10m")) {
            Process service = ServiceProcess.run(pipeline);
            publish(pipeline, "settled");
            pipeline.awaitRest();
            pipeline.hubSpot().faults().add(Fault.always(new Effect.Delayed(Duration.ofHours(1))));
            publish(pipeline, "in flight");
            publishChanges(pipeline);
            await().atMost(Pipeline.PATIENCE)
                    .until(() -> pipeline.counters(Route.BEHAVIORAL).distinctAccepted() == 2 * EACH);
            try (Ledger ledger = pipeline.openLedger()) {
                await().atMost(Pipeline.PATIENCE)
                        .pollInSameThread()
                        .until(() -> ledger.refreshed().batching().waiting() == EACH);
            }
            pipeline.hubSpot().faults().clear();

            // When
            ServiceProcess.kill(service);
            publishChanges(pipeline);
            pipeline.configure("routes.marketing-upsert.linger", "200ms")
                    .start()
                    .awaitRest();

            // Then
            Map<String, Long> times = pipeline.accepted(Route.BEHAVIORAL).stream()
                    .collect(groupingBy(AcceptedInput::identity, counting()));
            for (int i = 0; i < EACH; i++) {
                assertThat(times).containsEntry(SimulatorEvents.uuid("settled " + i), 1L);
                assertThat(times).containsEntry(SimulatorEvents.uuid("in flight " + i), 2L);
            }
            assertThat(pipeline.accepted(Route.MARKETING_UPSERT).stream().map(AcceptedInput::identity))
                    .hasSize(EACH)
                    .doesNotHaveDuplicates();
            assertThat(pipeline.receipts().uuids()).hasSize(3 * EACH).doesNotHaveDuplicates();
        }
    }

    private static void publishChanges(Pipeline pipeline) {
        for (int i = 0; i < EACH; i++) {
            pipeline.sources().publish(Route.MARKETING_UPSERT, i % 4, SimulatorEvents.upsert("marked " + i, 1));
        }
    }

    private static void publish(Pipeline pipeline, String name) {
        for (int i = 0; i < EACH; i++) {
            pipeline.sources().publish(Route.BEHAVIORAL, i % 4, SimulatorEvents.behavioral(name + ' ' + i));
        }
    }

    private static LoadGenerator generator(EmbeddedStack stack, Pipeline pipeline) {
        Map<Route, String> topics = new EnumMap<>(Route.class);
        pipeline.settings().routes().forEach((route, of) -> topics.put(route, of.topic()));
        return new LoadGenerator(
                stack.broker().bootstrapServers(), topics, Pace.perSecond(EVENTS_PER_SECOND), published -> {});
    }

    /** Until it works, whatever it had to clear up first. */
    private static void awaitDeliveries(Pipeline pipeline, Process service) {
        long before = pipeline.counters(Route.BEHAVIORAL).inputsAccepted();
        await().atMost(Pipeline.PATIENCE).until(() -> {
            assertThat(service.isAlive()).isTrue();
            return pipeline.counters(Route.BEHAVIORAL).inputsAccepted() > before + 4 * MAX_INPUTS;
        });
    }

    private static void awaitMoment(Moment moment, Pipeline pipeline, OpenTransactions transactions) {
        String application = pipeline.settings().applicationId();
        switch (moment) {
            case MARKING -> awaitOpen(transactions, application + "-behavioral-seen-changelog");
            case BATCHING ->
                awaitOpen(transactions, pipeline.settings().topics().batches(Route.BEHAVIORAL));
            case SETTLING ->
                awaitOpen(transactions, pipeline.settings().topics().receipts());
            case ANY ->
                await().pollDelay(Duration.ofMillis(new Random().nextInt(500))).until(() -> true);
        }
    }

    private static void awaitOpen(OpenTransactions transactions, String topic) {
        try {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> transactions.on(topic));
        } catch (ConditionTimeoutException neverSeen) {
            // then this is a moment like any other, and a kill all the same
        }
    }

    /** Every source record is in one receipt, or one dead letter, or was counted as a duplicate. */
    private static void assertExactlyOnceInKafka(Pipeline pipeline) {
        List<String> delivered = pipeline.receipts().origins();
        List<String> dead = pipeline.deadLetters().stream()
                .map(letter -> DeadLetterHeader.ERRORS_TOPIC
                                .in(letter.headers())
                                .orElseThrow()
                        + '-'
                        + DeadLetterHeader.ERRORS_PARTITION.in(letter.headers()).orElseThrow()
                        + '@'
                        + DeadLetterHeader.ERRORS_OFFSET.in(letter.headers()).orElseThrow())
                .toList();
        assertThat(delivered).doesNotHaveDuplicates().doesNotContainAnyElementsOf(dead);
        assertThat(dead).doesNotHaveDuplicates();
        try (Ledger ledger = pipeline.ledgerAtRest()) {
            Tally batching = ledger.batching();
            assertThat(delivered.size() + dead.size() + batching.duplicates()).isEqualTo(EVENTS);
        }
    }
}
