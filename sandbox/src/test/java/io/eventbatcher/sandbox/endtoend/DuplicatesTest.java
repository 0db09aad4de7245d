package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class DuplicatesTest {
    private static final int EVENTS = 200;

    @Test
    void shouldDeliverOnceWhatStandsOnTwoPartitions(Backend backend) {
        // Given keys that would lead the two to different lanes, if lanes were chosen by them
        try (Pipeline pipeline = Pipeline.create(backend, "duplicates", Pipeline.only(Route.BEHAVIORAL))) {
            for (int i = 0; i < EVENTS; i++) {
                BehavioralEvent event = SimulatorEvents.behavioral("event " + i);
                byte[] value = pipeline.sources().encode(Route.BEHAVIORAL, event);
                pipeline.sources()
                        .publish(Route.BEHAVIORAL, i % 4, Outgoing.of(value).withKey((byte) i));
                pipeline.sources()
                        .publish(
                                Route.BEHAVIORAL,
                                (i + 1) % 4,
                                Outgoing.of(value).withKey((byte) (i + 1)));
            }

            // When
            pipeline.start().awaitRest();

            // Then
            assertThat(pipeline.counters(Route.BEHAVIORAL).inputsAccepted()).isEqualTo(EVENTS);
            assertThat(pipeline.counters(Route.BEHAVIORAL).distinctAccepted()).isEqualTo(EVENTS);
            assertThat(pipeline.receipts().uuids()).hasSize(EVENTS).doesNotHaveDuplicates();
            assertThat(pipeline.deadLetters()).isEmpty();
            try (Ledger ledger = pipeline.ledgerAtRest()) {
                assertThat(ledger.batching().duplicates()).isEqualTo(EVENTS);
            }
        }
    }
}
