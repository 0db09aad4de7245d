package io.eventbatcher.sandbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.record.Batch;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.AcceptedInput;
import io.eventbatcher.sandbox.simulator.Effect;
import io.eventbatcher.sandbox.simulator.Endpoint;
import io.eventbatcher.sandbox.simulator.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lanes that go from one instance to another while HubSpot takes its time. */
class HandoverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SLOW = Duration.ofSeconds(14);
    private static final Duration A_MOMENT = Duration.ofMillis(500);
    private static final int LANES = 4;
    private static final int EACH = 5;

    private DeliveryWorld world;

    @BeforeEach
    void open() {
        world = new DeliveryWorld();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void shouldSendNothingTwiceAndKeepTheOrderWhenALaneLeavesWithASlowRequest() throws Exception {
        // Given every lane has a request that HubSpot has taken and not yet answered
        int last;
        world.hubSpot
                .faults()
                .add(Fault.once(new Effect.Delayed(SLOW)).times(LANES).on(Endpoint.MARKETING_UPDATE));
        world.write(updates(0));
        try (DeliveryWorld.Running one = world.start("one")) {
            await().atMost(PATIENCE).until(() -> accepted().size() == LANES);
            for (int sequence = 1; sequence < EACH; sequence++) {
                world.write(updates(sequence));
            }

            // When
            try (DeliveryWorld.Running two = world.start("two")) {
                AtomicInteger next = new AtomicInteger(EACH);
                await().atMost(PATIENCE).pollInterval(A_MOMENT).until(() -> {
                    world.write(updates(next.getAndIncrement()));
                    return delivered(two) > 0;
                });
                await().atMost(PATIENCE).until(() -> world.lag(Route.MARKETING_UPDATE) == 0);
                last = next.get() - 1;

                // Then both had a part
                assertThat(delivered(one)).isPositive();
            }
        }
        // a lane sends what waits in one request, so that a repeated change is hidden in it; that two requests were
        // open shows
        assertThat(world.hubSpot.journal().counters(Endpoint.MARKETING_UPDATE).mostRequestsAtOncePerIdentity())
                .isOne();
        for (int lane = 0; lane < LANES; lane++) {
            String objectId = String.valueOf(100 + lane);
            assertThat(accepted().stream()
                            .filter(input -> input.identity().equals(objectId))
                            .map(AcceptedInput::tracked)
                            .map(Integer::valueOf)
                            .toList())
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .startsWith(0)
                    .endsWith(last);
        }
    }

    private List<AcceptedInput> accepted() {
        return world.hubSpot.journal().inputs(Endpoint.MARKETING_UPDATE);
    }

    private static long delivered(DeliveryWorld.Running running) {
        return running.delivery().snapshot().route(Route.MARKETING_UPDATE).delivered();
    }

    /** One change of one marketing event on each lane. */
    private static List<Batch> updates(int sequence) {
        List<Batch> batches = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            batches.add(Events.batch(Route.MARKETING_UPDATE, lane, List.of(Events.update(100 + lane, sequence))));
        }
        return batches;
    }
}
