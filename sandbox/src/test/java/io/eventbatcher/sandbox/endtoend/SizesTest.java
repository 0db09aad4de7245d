package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.events.MarketingEventUpdate;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.journal.RecordedRequest;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class SizesTest {
    private static final int HUGE = 700_000;

    @Test
    void shouldPassAHugeEventWhole(EmbeddedStack stack) {
        // Given more of them than one batch can hold
        try (Pipeline pipeline = Pipeline.create(
                stack, "huge", Pipeline.only(Route.MARKETING_UPDATE, "routes.marketing-update.lanes", "1"))) {
            for (int i = 1; i <= 5; i++) {
                pipeline.sources().publish(Route.MARKETING_UPDATE, 0, described(i, HUGE));
            }

            // When
            pipeline.start().awaitRest();

            // Then
            assertThat(pipeline.deadLetters()).isEmpty();
            assertThat(pipeline.hubSpot().journal().latestRequests())
                    .extracting(RecordedRequest::text)
                    .hasSize(5)
                    .allSatisfy(body -> assertThat(body).contains("ü".repeat(HUGE / 2)));
        }
    }

    @Test
    void shouldLetDieWhatNoRequestCanHold(EmbeddedStack stack) {
        // Given
        try (Pipeline pipeline = Pipeline.create(
                stack,
                "too-large",
                Pipeline.only(Route.MARKETING_UPDATE, "routes.marketing-update.max-bytes", "50000"))) {
            Outgoing tooLarge = Outgoing.of(pipeline.sources().encode(Route.MARKETING_UPDATE, described(1, 60_000)))
                    .withKey((byte) 0, (byte) -1)
                    .withHeaders(List.of(new RecordHeader("trace", new byte[] {0, -1})));
            pipeline.sources().publish(Route.MARKETING_UPDATE, 1, tooLarge);
            pipeline.sources().publish(Route.MARKETING_UPDATE, 1, described(2, 40_000));

            // When
            pipeline.start().awaitRest();

            // Then
            assertThat(pipeline.deadLetters())
                    .singleElement()
                    .satisfies(letter -> DeadLetterAssert.assertDied(letter, tooLarge, Reason.TOO_LARGE));
            assertThat(pipeline.accepted(Route.MARKETING_UPDATE)).hasSize(1);
        }
    }

    @Test
    void shouldKeepHugeHeaders(EmbeddedStack stack) {
        // Given an event that goes all the way to HubSpot, which refuses it
        try (Pipeline pipeline = Pipeline.create(stack, "huge-headers", Pipeline.only(Route.BEHAVIORAL))) {
            BehavioralEvent refused = SimulatorEvents.behavioral("refused");
            refused.setEventName("pe1_unknown");
            Outgoing outgoing = Outgoing.of(pipeline.sources().encode(Route.BEHAVIORAL, refused))
                    .withHeaders(List.of(
                            new RecordHeader("first", new byte[HUGE / 2]),
                            new RecordHeader("second", new byte[HUGE / 2])));
            pipeline.sources().publish(Route.BEHAVIORAL, 0, outgoing);

            // When
            pipeline.start().awaitRest();

            // Then
            assertThat(pipeline.deadLetters())
                    .singleElement()
                    .satisfies(letter -> DeadLetterAssert.assertDied(letter, outgoing, Reason.REJECTED));
        }
    }

    /** Its text has two bytes for each character. */
    private static MarketingEventUpdate described(int objectId, int bytes) {
        MarketingEventUpdate update = SimulatorEvents.update(Integer.toString(objectId), 1);
        update.setEventDescription("ü".repeat(bytes / 2));
        return update;
    }
}
