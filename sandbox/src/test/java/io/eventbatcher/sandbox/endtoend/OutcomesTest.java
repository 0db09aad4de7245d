package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.simulator.rules.RepeatedUuids;
import io.eventbatcher.sandbox.stack.Backend;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class OutcomesTest {
    private static final int EVENTS = 200;

    @Test
    void shouldNeverDeadLetterWhatWasAcceptedBeforeItsAnswerWasLost(Backend backend) {
        // Given a HubSpot that refuses uuids it knows, and answers that are lost after it acted
        try (Pipeline pipeline = Pipeline.create(
                backend,
                "known",
                Pipeline.generous().withRepeatedUuids(RepeatedUuids.REJECTED),
                Pipeline.only(Route.BEHAVIORAL))) {
            pipeline.hubSpot().faults().add(Fault.once(new Effect.Reset(true)).times(6));
            pipeline.hubSpot()
                    .faults()
                    .add(Fault.once(new Effect.Answer(524).afterApplying()).times(6));
            for (int i = 0; i < EVENTS; i++) {
                pipeline.sources().publish(Route.BEHAVIORAL, i % 4, SimulatorEvents.behavioral("event " + i));
            }

            // When
            pipeline.start().awaitRest();

            // Then
            assertThat(pipeline.deadLetters()).isEmpty();
            assertThat(pipeline.receipts().uuids()).hasSize(EVENTS).doesNotHaveDuplicates();
            assertThat(pipeline.counters(Route.BEHAVIORAL).inputsAccepted()).isEqualTo(EVENTS);
            assertThat(pipeline.hubSpot().faults().pending()).isEmpty();
        }
    }

    @Test
    void shouldGiveUpOnlyWhatHubSpotRefusesOrFailsOn(Backend backend) {
        // Given 2 % of an event type that is not defined, and one event on which HubSpot fails
        HubSpotAccount account = HubSpotAccount.defaults().withEventDefinitions(Set.of(name("viewed")));
        try (Pipeline pipeline = Pipeline.create(
                backend,
                "poison",
                Pipeline.generous().withAccount(account),
                Pipeline.only(Route.BEHAVIORAL, "hubspot.expire-after", "2s"))) {
            pipeline.hubSpot()
                    .faults()
                    .add(Fault.always(new Effect.Answer(503))
                            .on(Endpoint.BEHAVIORAL)
                            .containing(SimulatorEvents.uuid("poison")));
            for (int i = 0; i < EVENTS; i++) {
                BehavioralEvent event = SimulatorEvents.behavioral(i == 77 ? "poison" : "event " + i);
                event.setEventName(name(i % 50 == 3 ? "undefined" : "viewed"));
                pipeline.sources().publish(Route.BEHAVIORAL, i % 4, event);
            }

            // When others are taken while that one fails
            pipeline.start();
            int[] others = {0};
            await().atMost(Pipeline.PATIENCE)
                    .pollInterval(Duration.ofMillis(300))
                    .pollInSameThread()
                    .until(() -> {
                        int number = others[0]++;
                        pipeline.sources()
                                .publish(Route.BEHAVIORAL, number % 4, SimulatorEvents.behavioral("other " + number));
                        return reasons(pipeline).contains("expired");
                    });
            pipeline.awaitRest();

            // Then
            assertThat(reasons(pipeline))
                    .containsExactlyInAnyOrder("rejected", "rejected", "rejected", "rejected", "expired");
            assertThat(pipeline.deadLetters())
                    .filteredOn(letter -> DeadLetterHeader.REASON
                            .in(letter.headers())
                            .orElseThrow()
                            .equals("expired"))
                    .extracting(
                            letter -> DeadLetterHeader.UUID.in(letter.headers()).orElseThrow())
                    .containsExactly(SimulatorEvents.uuid("poison"));
            assertThat(pipeline.receipts().uuids())
                    .hasSize(EVENTS - 5 + others[0])
                    .doesNotHaveDuplicates();
            assertThat(pipeline.counters(Route.BEHAVIORAL).inputsAccepted()).isEqualTo(EVENTS - 5 + others[0]);
        }
    }

    private static String name(String event) {
        return "pe" + HubSpotAccount.DEFAULT_HUB_ID + "_" + event;
    }

    private static List<String> reasons(Pipeline pipeline) {
        return pipeline.deadLetters().stream()
                .map(letter -> DeadLetterHeader.REASON.in(letter.headers()).orElseThrow())
                .toList();
    }
}
