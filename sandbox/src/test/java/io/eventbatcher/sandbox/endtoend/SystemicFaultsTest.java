package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class SystemicFaultsTest {
    private static final int EVENTS_EACH = 100;

    private static final List<Integer> STATUSES = List.of(401, 403, 404, 405, 429, 503);

    /** More than a single refusal, so that the faults meet retries too. */
    private static final int REFUSALS = 2;

    @AfterEach
    void endOutage(EmbeddedStack stack) {
        stack.registry().answerNormally();
    }

    @Test
    void shouldWaitOutWhatIsNoEventsFault(EmbeddedStack stack) {
        // Given a HubSpot that answers for a while as if we were wrong, or it were down
        try (Pipeline pipeline = Pipeline.create(stack, "systemic")) {
            pipeline.sources().publishOnAllRoutes(EVENTS_EACH);
            pipeline.hubSpot().faults().add(Fault.always(new Effect.Answer(STATUSES.get(0))));
            pipeline.start();
            for (int status : STATUSES) {
                pipeline.hubSpot().faults().clear();
                pipeline.hubSpot().faults().add(Fault.always(new Effect.Answer(status)));
                await().atMost(Pipeline.PATIENCE)
                        .until(() -> List.of(Route.values()).stream()
                                .allMatch(route -> refusals(pipeline, route, status) >= REFUSALS));
            }

            // When
            pipeline.hubSpot().faults().clear();
            pipeline.awaitRest();

            // Then
            assertAllDeliveredOnce(pipeline);
        }
    }

    @Test
    void shouldWaitForTheRegistry(EmbeddedStack stack) {
        // Given a start without any schema in memory, and a registry that says nothing about schemas
        try (Pipeline pipeline = Pipeline.create(stack, "registry-outage")) {
            pipeline.sources().publishOnAllRoutes(EVENTS_EACH);
            stack.registry().answerWith(503);
            pipeline.start();
            awaitLookups(stack);
            // last, so that no later failure takes back what it may have led to
            stack.registry().answerWith(404);
            awaitLookups(stack);

            // When
            stack.registry().answerNormally();
            pipeline.awaitRest();

            // Then
            assertAllDeliveredOnce(pipeline);
        }
    }

    private static void awaitLookups(EmbeddedStack stack) {
        long before = stack.registry().requests();
        await().atMost(Pipeline.PATIENCE).until(() -> stack.registry().requests() >= before + REFUSALS);
    }

    private static long refusals(Pipeline pipeline, Route route, int status) {
        return pipeline.counters(route).byOutcome().getOrDefault(Integer.toString(status), 0L);
    }

    private static void assertAllDeliveredOnce(Pipeline pipeline) {
        assertThat(pipeline.deadLetters()).isEmpty();
        assertThat(pipeline.receipts().uuids()).hasSize(3 * EVENTS_EACH).doesNotHaveDuplicates();
        for (Route route : Route.values()) {
            assertThat(pipeline.counters(route).inputsAccepted()).isEqualTo(EVENTS_EACH);
            assertThat(pipeline.counters(route).distinctAccepted()).isEqualTo(EVENTS_EACH);
        }
    }
}
