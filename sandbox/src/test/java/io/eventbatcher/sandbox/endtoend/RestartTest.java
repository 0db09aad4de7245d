package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.AcceptedInput;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedStack.class)
class RestartTest {
    private static final int EVENTS = 150;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoOnWhereItStopped(boolean newMachine, EmbeddedStack stack) {
        // Given a stop long before the linger is over, and the same events once more
        try (Pipeline pipeline = Pipeline.create(stack, "half-full-" + newMachine, "routes.behavioral.linger", "10m")) {
            publishOnce(pipeline);
            pipeline.start();
            awaitBuffered(pipeline);
            pipeline.stop();
            assertThat(pipeline.accepted(Route.BEHAVIORAL)).isEmpty();
            if (newMachine) {
                // the changelogs are all that is left
                pipeline.loseState();
            }
            publishOnce(pipeline);

            // When
            pipeline.configure("routes.behavioral.linger", "200ms").start().awaitRest();

            // Then what was buffered is delivered, and what was marked is known
            assertThat(pipeline.accepted(Route.BEHAVIORAL).stream().map(AcceptedInput::identity))
                    .hasSize(EVENTS)
                    .doesNotHaveDuplicates();
            assertThat(pipeline.receipts().origins()).hasSize(EVENTS).doesNotHaveDuplicates();
            try (Ledger ledger = pipeline.ledgerAtRest()) {
                assertThat(ledger.batching().duplicates()).isEqualTo(EVENTS);
            }
        }
    }

    private static void publishOnce(Pipeline pipeline) {
        for (int i = 0; i < EVENTS; i++) {
            pipeline.sources().publish(Route.BEHAVIORAL, i % 4, Events.behavioral("event " + i));
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
