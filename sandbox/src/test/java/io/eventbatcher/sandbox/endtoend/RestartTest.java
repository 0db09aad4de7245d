package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.AcceptedInput;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedStack.class)
class RestartTest {
    private static final int EVENTS = 150;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldDeliverOnceWhatWaitedInTheBuffer(boolean newMachine, EmbeddedStack stack) {
        // Given a stop long before the linger is over
        try (Pipeline pipeline = Pipeline.create(stack, "half-full-" + newMachine, "routes.behavioral.linger", "10m")) {
            pipeline.start();
            publishOnce(pipeline);
            awaitBuffered(pipeline);
            pipeline.stop();
            assertThat(pipeline.accepted(Route.BEHAVIORAL)).isEmpty();
            if (newMachine) {
                pipeline.loseState();
            }

            // When
            pipeline.configure("routes.behavioral.linger", "200ms").start().awaitRest();

            // Then
            assertThat(pipeline.accepted(Route.BEHAVIORAL).stream().map(AcceptedInput::identity))
                    .hasSize(EVENTS)
                    .doesNotHaveDuplicates();
            assertThat(pipeline.receipts().origins()).hasSize(EVENTS).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldKnowDuplicatesWithNothingButTheChangelogs(EmbeddedStack stack) {
        // Given
        try (Pipeline pipeline = Pipeline.create(stack, "lost-state")) {
            publishOnce(pipeline);
            pipeline.start().awaitRest();
            pipeline.stop();
            pipeline.loseState();
            publishOnce(pipeline);

            // When
            pipeline.start().awaitRest();

            // Then
            assertThat(pipeline.counters(Route.BEHAVIORAL).inputsAccepted()).isEqualTo(EVENTS);
            try (Ledger ledger = pipeline.openLedger()) {
                assertThat(ledger.refreshed().batching().duplicates()).isEqualTo(EVENTS);
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
