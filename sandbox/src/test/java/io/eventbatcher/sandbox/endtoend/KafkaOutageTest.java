package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.fixtures.LongRuns;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The broker goes away while everything is under way, and comes back with its data. */
class KafkaOutageTest {
    /** Longer than the transactions' timeout; in a long run also longer than what a client waits for a send. */
    private static final Duration OUTAGE = LongRuns.either(Duration.ofSeconds(14), Duration.ofMinutes(4));

    private static final int EACH = 2_000;

    @Test
    void shouldGoOnByItselfWhenKafkaWasAway() {
        // Given
        try (EmbeddedStack stack = EmbeddedStack.start(SimulatorSettings.defaults());
                Pipeline pipeline = Pipeline.create(
                        stack,
                        "kafka-outage",
                        Pipeline.generous().withLatency(Duration.ofMillis(200)),
                        "routes.behavioral.linger",
                        "200ms",
                        "routes.behavioral.max-inputs",
                        "10")) {
            pipeline.start();
            publish(pipeline, "before");
            await().atMost(Pipeline.PATIENCE)
                    .until(() -> pipeline.counters(Route.BEHAVIORAL).distinctAccepted() > EACH / 10);

            // When
            stack.broker().stop();
            // transactions and sends are out of time by the clocks of broker and clients
            Pipeline.letPass(OUTAGE);
            stack.broker().restart();
            publish(pipeline, "after");
            pipeline.awaitRest();

            // Then
            assertThat(pipeline.accepted(Route.BEHAVIORAL).stream().map(AcceptedInput::identity))
                    .hasSize(2 * EACH)
                    .doesNotHaveDuplicates();
            assertThat(pipeline.receipts().uuids()).hasSize(2 * EACH).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldStopWithinItsTimeWhileKafkaIsAway() throws Exception {
        // Given
        try (EmbeddedStack stack = EmbeddedStack.start(SimulatorSettings.defaults());
                Pipeline pipeline = Pipeline.create(
                        stack, "kafka-outage-stop", Pipeline.only(Route.BEHAVIORAL, "shutdown-timeout", "10s"))) {
            Process service = ServiceProcess.run(pipeline);
            publish(pipeline, "before");
            await().atMost(Pipeline.PATIENCE)
                    .until(() -> pipeline.counters(Route.BEHAVIORAL).distinctAccepted() > 0);
            stack.broker().stop();

            // When
            service.destroy();

            // Then: what the JVM needs to end comes on top
            assertThat(service.waitFor(14, TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).isZero();
        }
    }

    private static void publish(Pipeline pipeline, String name) {
        for (int i = 0; i < EACH; i++) {
            pipeline.sources().publish(Route.BEHAVIORAL, i % 4, SimulatorEvents.behavioral(name + ' ' + i));
        }
    }
}
