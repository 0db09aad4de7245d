package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.LongRuns;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All that holds events is bounded in bytes, by the size of the heap. */
@ExtendWith(SharedStack.class)
class SmallHeapTest {
    private static final int EVENTS = LongRuns.either(1_200, 20_000);
    private static final int PROPERTIES = 50;

    /** Two bytes for each character. */
    private static final String TEXT = new Random(1)
            .ints(10_000, 'à', 'ÿ' + 1)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());

    @Test
    void shouldDeliverLargeEventsFromAHeapOfAFractionOfThem(EmbeddedStack stack) {
        // Given 50 MB that wait, once they are read, and a HubSpot that takes nothing until all of it has come to
        // delivery
        try (Pipeline pipeline = Pipeline.create(stack, "small-heap", Pipeline.only(Route.BEHAVIORAL));
                Ledger ledger = pipeline.openLedger()) {
            pipeline.hubSpot().faults().add(Fault.always(new Effect.Answer(503)));
            Random random = new Random(2);
            for (int i = 0; i < EVENTS; i++) {
                pipeline.sources().publish(Route.BEHAVIORAL, i % Pipeline.SOURCE_PARTITIONS, large(i, random));
            }
            long published = pipeline.sources().published();

            // When
            // a collector that compacts before it gives up: another one's fragments are not what is measured
            Process service = ServiceProcess.run(
                    pipeline, List.of("-Xmx64m", "-Xmn16m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
            awaitWhileAlive(service, () -> ledger.refreshed().batching().out() == EVENTS);
            pipeline.hubSpot().faults().clear();

            // Then
            awaitWhileAlive(service, () -> ledger.refreshed().atRest(published));
            assertThat(pipeline.accepted(Route.BEHAVIORAL).stream().map(AcceptedInput::identity))
                    .hasSize(EVENTS)
                    .doesNotHaveDuplicates();
        }
    }

    private static void awaitWhileAlive(Process service, BooleanSupplier condition) {
        await().atMost(Pipeline.PATIENCE).pollInSameThread().until(() -> {
            assertThat(service.isAlive()).isTrue();
            return condition.getAsBoolean();
        });
    }

    /** 20 KB that compress to a quarter, in properties as HubSpot takes them. */
    private static BehavioralEvent large(int number, Random random) {
        Map<String, String> properties = new HashMap<>();
        IntStream.range(0, PROPERTIES).forEach(property -> {
            int from = random.nextInt(TEXT.length() - 50);
            properties.put("text_" + property, TEXT.substring(from, from + 50).repeat(4));
        });
        BehavioralEvent event = SimulatorEvents.behavioral("large " + number);
        event.setProperties(properties);
        return event;
    }
}
