package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.audit.Auditor;
import io.eventbatcher.audit.RouteAudit;
import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedStack.class)
class RestartTest {
    private static final int EVENTS = 150;

    /** What the next start finds on its disk. Where it is not all, the changelogs help. */
    enum State {
        KEPT,
        LOST,
        HALF_DELETED
    }

    @ParameterizedTest
    @EnumSource
    void shouldGoOnWhereItStopped(State state, EmbeddedStack stack) throws IOException {
        // Given a stop long before the linger is over, and the same events once more
        try (Pipeline pipeline = Pipeline.create(
                stack, "half-full-" + state, Pipeline.only(Route.BEHAVIORAL, "routes.behavioral.linger", "10m"))) {
            publishOnce(pipeline);
            pipeline.start();
            awaitBuffered(pipeline);
            pipeline.stop();
            List<AcceptedInput> beforeTheStop = pipeline.accepted(Route.BEHAVIORAL);
            switch (state) {
                case KEPT -> {}
                case LOST -> pipeline.loseState();
                case HALF_DELETED -> deleteManifests(pipeline.settings().stateDir());
            }
            publishOnce(pipeline);

            // When
            pipeline.configure("routes.behavioral.linger", "200ms").start().awaitRest();

            // Then what was buffered is delivered, and what was marked is known
            assertThat(beforeTheStop).isEmpty();
            assertThat(pipeline.accepted(Route.BEHAVIORAL).stream().map(AcceptedInput::identity))
                    .hasSize(EVENTS)
                    .doesNotHaveDuplicates();
            assertThat(pipeline.receipts().origins()).hasSize(EVENTS).doesNotHaveDuplicates();
            try (Ledger ledger = pipeline.ledgerAtRest()) {
                assertThat(ledger.batching().duplicates()).isEqualTo(EVENTS);
            }
        }
    }

    @Test
    void shouldNotSendAgainWhatWasTakenBehindAnUnfinishedBatch(EmbeddedStack stack) {
        // Given a batch with an event on which HubSpot fails, and others of its lane that are taken meanwhile
        try (Pipeline pipeline =
                Pipeline.create(stack, "unfinished", Pipeline.only(Route.BEHAVIORAL, "routes.behavioral.lanes", "1"))) {
            pipeline.hubSpot()
                    .faults()
                    .add(Fault.always(new Effect.Answer(503)).containing(SimulatorEvents.uuid("event 0")));
            pipeline.start();
            publish(pipeline, 0, 5);
            await().atMost(Pipeline.PATIENCE)
                    .until(() -> pipeline.counters(Route.BEHAVIORAL).requests() > 0);
            publish(pipeline, 5, EVENTS);
            await().atMost(Pipeline.PATIENCE)
                    .until(() -> pipeline.counters(Route.BEHAVIORAL).distinctAccepted() >= EVENTS - 5);
            awaitBatched(pipeline);
            pipeline.stop();
            int taken = Math.toIntExact(pipeline.counters(Route.BEHAVIORAL).inputsAccepted());
            List<String> receiptsAtTheStop = pipeline.receipts().uuids();
            RouteAudit auditAtTheStop = behavioralBooks(pipeline);
            pipeline.hubSpot().faults().clear();

            // When
            pipeline.start().awaitRest();

            // Then
            assertThat(receiptsAtTheStop).hasSize(taken).doesNotHaveDuplicates();
            assertThat(auditAtTheStop.gaps()).isEmpty();
            assertThat(auditAtTheStop.delivered()).isEqualTo(taken);
            assertThat(auditAtTheStop.waiting()).isEqualTo(EVENTS - taken).isPositive();
            assertThat(pipeline.counters(Route.BEHAVIORAL).inputsAccepted()).isEqualTo(EVENTS);
            assertThat(pipeline.receipts().uuids()).hasSize(EVENTS).doesNotHaveDuplicates();
            assertThat(pipeline.deadLetters()).isEmpty();
        }
    }

    /** As a kill leaves it that hits Kafka Streams at deleting stores. */
    private static void deleteManifests(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> manifests = files.filter(
                            file -> String.valueOf(file.getFileName()).startsWith("MANIFEST"))
                    .toList();
            assertThat(manifests).hasSizeGreaterThan(1);
            for (Path manifest : manifests) {
                Files.delete(manifest);
            }
        }
    }

    private static RouteAudit behavioralBooks(Pipeline pipeline) {
        Settings settings = pipeline.settings();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", settings.kafka().bootstrapServers()))) {
            return new Auditor(settings, admin, Clocks.SYSTEM)
                    .audit(List.of(Route.BEHAVIORAL), Pipeline.PATIENCE)
                    .get(0);
        }
    }

    private static void publishOnce(Pipeline pipeline) {
        publish(pipeline, 0, EVENTS);
    }

    private static void publish(Pipeline pipeline, int from, int to) {
        for (int i = from; i < to; i++) {
            pipeline.sources().publish(Route.BEHAVIORAL, i % 4, SimulatorEvents.behavioral("event " + i));
        }
    }

    /** Until the ledger says so: counts of the last second before a stop are published by the next start only. */
    private static void awaitBatched(Pipeline pipeline) {
        try (Ledger ledger = pipeline.openLedger()) {
            await().atMost(Pipeline.PATIENCE)
                    .pollInSameThread()
                    .until(() -> ledger.refreshed().batching().out() == EVENTS
                            && ledger.ingest().out() == EVENTS);
        }
    }

    private static void awaitBuffered(Pipeline pipeline) {
        try (Ledger ledger = pipeline.openLedger()) {
            await().atMost(Pipeline.PATIENCE)
                    .pollInSameThread()
                    .until(() -> ledger.refreshed().batching().waiting() == EVENTS);
        }
    }
}
