package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.fixtures.LongRuns;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.registry.ProbePolicy;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedStack.class)
class RegistryOutageTest {
    private static final int EVENTS = 100;
    private static final int BACKLOG = LongRuns.either(10_000, 40_000);
    private static final String MAX_POLL_INTERVAL_MILLIS = "7000";

    /** Longer than a transaction may last (10 s), and than a member may stay away. */
    private static final int LONG_OUTAGE_SECONDS = 12;

    private static final int SHORT_OUTAGE_SECONDS = LongRuns.either(2, LONG_OUTAGE_SECONDS);

    private static final IngestPolicy IMPATIENT = withGrace(Duration.ofSeconds(2));

    private final EmbeddedStack stack;

    RegistryOutageTest(EmbeddedStack stack) {
        this.stack = stack;
    }

    /** @param grace how long a denial of a schema is not believed */
    private static IngestPolicy withGrace(Duration grace) {
        return new IngestPolicy(new ProbePolicy(grace, Duration.ofMillis(200)), 1_000, Duration.ofSeconds(1), 5);
    }

    @BeforeEach
    @AfterEach
    void endOutage() {
        stack.registry().answerNormally();
    }

    @ParameterizedTest
    @CsvSource({"503, no restart", "404, restart", "401, new machine"})
    void shouldWaitForTheRegistryHoweverLongItTakes(int status, String meanwhile)
            throws ExecutionException, InterruptedException {
        Duration outage =
                Duration.ofSeconds(meanwhile.equals("no restart") ? LONG_OUTAGE_SECONDS : SHORT_OUTAGE_SECONDS);
        // Given
        try (Pipeline pipeline = Pipeline.create(stack, "outage-" + status)) {
            pipeline.configuration().withKafka("max.poll.interval.ms", MAX_POLL_INTERVAL_MILLIS);
            stack.registry().answerWith(status);
            publish(pipeline);
            pipeline.start(IMPATIENT);
            awaitWaiting(pipeline, Duration.ZERO);
            if (!meanwhile.equals("no restart")) {
                pipeline.stop();
                if (meanwhile.equals("new machine")) {
                    pipeline.loseState();
                }
                pipeline.start(IMPATIENT);
            }
            awaitWaiting(pipeline, outage);
            await().atMost(Pipeline.PATIENCE).until(() -> group(pipeline).groupState() == GroupState.STABLE);

            // When
            stack.registry().answerNormally();

            // Then
            pipeline.awaitRest();
            assertThat(pipeline.deadLetters()).isEmpty();
            assertThat(pipeline.receipts().origins()).hasSize(2 * EVENTS).doesNotHaveDuplicates();
            assertThat(sequences(pipeline)).isSorted().endsWith(EVENTS - 1);
        }
    }

    @Test
    void shouldDeliverWhatIsKnownWhileTheRegistryIsDown() {
        // Given a service that knows the schema of one route
        try (Pipeline pipeline = Pipeline.create(stack, "half-known")) {
            pipeline.start(IMPATIENT);
            pipeline.sources().publish(Route.BEHAVIORAL, 0, SimulatorEvents.behavioral("known"));
            pipeline.awaitRest();
            stack.registry().answerWith(503);

            // When the other route has a backlog, in a partition of the same task
            for (int i = 0; i < BACKLOG / 4; i++) {
                pipeline.sources().publish(Route.MARKETING_UPSERT, 0, SimulatorEvents.upsert("webinar", i));
            }
            try (Ledger ledger = pipeline.openLedger()) {
                await().atMost(Pipeline.PATIENCE)
                        .pollInSameThread()
                        .until(() -> ledger.refreshed().ingest().waiting() > 0);
            }
            for (int i = 0; i < EVENTS; i++) {
                pipeline.sources().publish(Route.BEHAVIORAL, 0, SimulatorEvents.behavioral("behind " + i));
            }

            // Then
            await().atMost(Pipeline.PATIENCE)
                    .until(() -> pipeline.accepted(Route.BEHAVIORAL).size() == EVENTS + 1);
            assertThat(pipeline.accepted(Route.MARKETING_UPSERT)).isEmpty();
            stack.registry().answerNormally();
            pipeline.awaitRest();
            assertThat(sequences(pipeline)).isSorted().endsWith(BACKLOG / 4 - 1);
        }
    }

    @Test
    void shouldFetchNoMoreThanItHadWhenTheOutageBegan() {
        // Given
        try (Pipeline pipeline = Pipeline.create(stack, "backlog", Pipeline.only(Route.BEHAVIORAL))) {
            stack.registry().answerWith(503);
            for (int i = 0; i < BACKLOG; i++) {
                pipeline.sources().publish(Route.BEHAVIORAL, 0, SimulatorEvents.behavioral("event " + i));
            }

            // When
            pipeline.start(IMPATIENT);

            // Then
            try (Ledger ledger = pipeline.openLedger()) {
                await().atMost(Pipeline.PATIENCE)
                        .pollInSameThread()
                        .during(Duration.ofSeconds(3))
                        .until(() -> {
                            long waiting = ledger.refreshed().ingest().waiting();
                            return waiting > 0 && waiting <= BACKLOG / 4;
                        });
            }
            stack.registry().answerNormally();
            pipeline.awaitRest();
            assertThat(pipeline.counters(Route.BEHAVIORAL).inputsAccepted()).isEqualTo(BACKLOG);
        }
    }

    @Test
    void shouldBelieveTheRegistryOnlyWhenItGoesOnDenyingASchema() {
        // Given a partition whose first record has a schema that the registry denies, while the grace is not over
        try (Pipeline pipeline = Pipeline.create(stack, "denied", Pipeline.only(Route.BEHAVIORAL))) {
            Outgoing denied = Outgoing.of(
                    ByteBuffer.allocate(9).put((byte) 0).putInt(987_654).array());
            pipeline.sources().publish(Route.BEHAVIORAL, 0, denied);
            pipeline.sources().publish(Route.BEHAVIORAL, 0, SimulatorEvents.behavioral("behind"));
            pipeline.sources().publish(Route.BEHAVIORAL, 1, SimulatorEvents.behavioral("elsewhere"));

            pipeline.start(withGrace(Duration.ofHours(1)));
            awaitIngest(pipeline, new Tally(3, 1, 0, 0));
            var deadWithinTheGrace = pipeline.deadLetters();
            pipeline.stop();

            // When the grace is over
            pipeline.start(withGrace(Duration.ofMillis(400))).awaitRest();

            // Then
            assertThat(deadWithinTheGrace).isEmpty();
            assertThat(pipeline.deadLetters())
                    .singleElement()
                    .satisfies(letter -> DeadLetterAssert.assertDied(letter, denied, Reason.UNKNOWN_SCHEMA));
            assertThat(pipeline.accepted(Route.BEHAVIORAL)).hasSize(2);
        }
    }

    private static void publish(Pipeline pipeline) {
        for (int i = 0; i < EVENTS; i++) {
            pipeline.sources().publish(Route.BEHAVIORAL, i % 4, SimulatorEvents.behavioral("event " + i));
            pipeline.sources().publish(Route.MARKETING_UPSERT, 1, SimulatorEvents.upsert("webinar", i));
        }
    }

    /** Until everything waits at ingest, and has done so for this long. */
    private static void awaitWaiting(Pipeline pipeline, Duration forThisLong) {
        try (Ledger ledger = pipeline.openLedger()) {
            await().atMost(Pipeline.PATIENCE)
                    .pollInSameThread()
                    .during(forThisLong)
                    .until(() -> ledger.refreshed().ingest().equals(new Tally(2 * EVENTS, 0, 0, 0)));
        }
    }

    private static void awaitIngest(Pipeline pipeline, Tally tally) {
        try (Ledger ledger = pipeline.openLedger()) {
            await().atMost(Pipeline.PATIENCE)
                    .pollInSameThread()
                    .until(() -> ledger.refreshed().ingest().equals(tally));
        }
    }

    private ConsumerGroupDescription group(Pipeline pipeline) throws ExecutionException, InterruptedException {
        String group = pipeline.settings().applicationId();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", stack.broker().bootstrapServers()))) {
            return admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .values()
                    .iterator()
                    .next()
                    .get();
        }
    }

    /** Of the one marketing event, as HubSpot saw them; members of one request are merged into the last. */
    private static List<Integer> sequences(Pipeline pipeline) {
        return pipeline.accepted(Route.MARKETING_UPSERT).stream()
                .map(AcceptedInput::tracked)
                .map(Integer::parseInt)
                .toList();
    }
}
