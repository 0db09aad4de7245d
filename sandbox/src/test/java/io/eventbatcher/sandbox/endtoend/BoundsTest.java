package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class BoundsTest {
    private static final int EVENTS = 300;

    @Test
    void shouldNeverSendMoreInputsThanConfigured(EmbeddedStack stack) {
        // Given
        try (Pipeline pipeline = Pipeline.create(
                stack,
                "bounded-inputs",
                "routes.behavioral.max-inputs",
                "7",
                "routes.marketing-upsert.max-inputs",
                "3",
                "routes.marketing-update.max-inputs",
                "5")) {
            publishAll(pipeline, 0);

            // When
            pipeline.start().awaitRest();

            // Then
            assertThat(pipeline.counters(Route.BEHAVIORAL).requestsByInputs().lastKey())
                    .isEqualTo(7);
            assertThat(pipeline.counters(Route.MARKETING_UPSERT)
                            .requestsByInputs()
                            .lastKey())
                    .isEqualTo(3);
            assertThat(pipeline.counters(Route.MARKETING_UPDATE)
                            .requestsByInputs()
                            .lastKey())
                    .isEqualTo(5);
            assertThat(pipeline.receipts().uuids()).hasSize(3 * EVENTS).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldNeverSendMoreBytesThanConfigured(EmbeddedStack stack) {
        // Given
        try (Pipeline pipeline = Pipeline.create(
                stack,
                "bounded-bytes",
                "routes.behavioral.max-bytes",
                "10000",
                "routes.marketing-upsert.max-bytes",
                "12000",
                "routes.marketing-update.max-bytes",
                "11000")) {
            publishAll(pipeline, 2_000);

            // When
            pipeline.start().awaitRest();

            // Then requests are full, but not overfull
            assertThat(longestBody(pipeline, Route.BEHAVIORAL)).isBetween(7_000, 10_000);
            assertThat(longestBody(pipeline, Route.MARKETING_UPSERT)).isBetween(9_000, 12_000);
            assertThat(longestBody(pipeline, Route.MARKETING_UPDATE)).isBetween(8_000, 11_000);
            assertThat(pipeline.receipts().uuids()).hasSize(3 * EVENTS).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldDeliverLoneEventsWithoutFurtherInput(EmbeddedStack stack) {
        // Given input that has stopped for good
        try (Pipeline pipeline = Pipeline.create(stack, "lone")) {
            pipeline.sources().publish(Route.BEHAVIORAL, 2, SimulatorEvents.behavioral("alone"));
            pipeline.sources().publish(Route.MARKETING_UPSERT, 2, SimulatorEvents.upsert("alone", 1));
            pipeline.sources().publish(Route.MARKETING_UPDATE, 2, SimulatorEvents.update("1", 1));

            // When
            pipeline.start();

            // Then
            await().atMost(Pipeline.PATIENCE)
                    .until(() -> List.of(Route.values()).stream()
                            .allMatch(route -> pipeline.accepted(route).size() == 1));
        }
    }

    /** The inputs differ in length, so that the bounds are met at many places. */
    private static void publishAll(Pipeline pipeline, int padding) {
        for (int i = 0; i < EVENTS; i++) {
            String text = "ä".repeat(padding * (i % 10) / 20);
            BehavioralEvent event = SimulatorEvents.behavioral("event " + i);
            for (int at = 0; at < text.length(); at += 250) {
                event.getProperties().put("text_" + at, text.substring(at, Math.min(text.length(), at + 250)));
            }
            pipeline.sources().publish(Route.BEHAVIORAL, i % 4, event);
            var upsert = SimulatorEvents.upsert("event-" + i, 1);
            upsert.setEventDescription(text);
            pipeline.sources().publish(Route.MARKETING_UPSERT, i % 4, upsert);
            var update = SimulatorEvents.update(Integer.toString(i % 90 + 1), i);
            update.setEventDescription(text);
            pipeline.sources().publish(Route.MARKETING_UPDATE, i % 4, update);
        }
    }

    private static int longestBody(Pipeline pipeline, Route route) {
        return pipeline.hubSpot().journal().latestRequests().stream()
                .filter(request -> request.endpoint() == Pipeline.endpoint(route))
                .mapToInt(request -> request.body().length)
                .max()
                .orElse(0);
    }
}
