package io.eventbatcher.sandbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.record.Batch;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lanes that go from one instance to another while HubSpot takes its time. */
class HandoverTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration SLOW = Duration.ofSeconds(14);
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    /** At the third, an instance that stops leaves the rest to the other. */
    private static final int BORNE_FENCINGS = 2;

    private static final Duration NO_HEARTBEAT = Duration.ofSeconds(2);
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
                await().atMost(PATIENCE).until(() -> delivered(one) > 0);
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

    @Test
    void shouldSettleWhatItWasToldLastWhenTheGroupRebalancesWhileItStops() throws Exception {
        // Given an instance that waits for the group's next generation, which one idle member delays, and for answers
        try (Bystander idle = new Bystander(world);
                DeliveryWorld.Running one = world.start("one")) {
            await().atMost(PATIENCE)
                    .until(() -> idle.takesPart() && world.group().hasAgreed(2));
            HeldAnswers answers = world.holdAnswers();
            world.write(updates(0));
            await().atMost(PATIENCE).until(() -> accepted().size() == LANES);
            try (Bystander newcomer = new Bystander(world)) {
                await().atMost(PATIENCE)
                        .until(() -> newcomer.takesPart() && world.group().waitsForMembers());
                await().atMost(PATIENCE).until(() -> sinceHeartbeat("one").compareTo(NO_HEARTBEAT) > 0);

                // When it stops, the generation comes, and then the answers
                Thread stop = new Thread(() -> one.delivery().close(PATIENCE), "stop");
                stop.start();
                await().atMost(PATIENCE).until(() -> stop.getState() == Thread.State.TIMED_WAITING);
                await().atMost(PATIENCE)
                        .until(() -> idle.takesPart()
                                && newcomer.takesPart()
                                && !world.group().waitsForMembers());
                answers.release();
                stop.join(PATIENCE.toMillis());
            }
        }

        // Then
        assertThat(world.read(world.settings("one").topics().receipts())).hasSize(LANES);
    }

    @Test
    void shouldSendNothingTwiceWhenTheLastSettlementOfALaneFails() throws Exception {
        // Given an instance that gives up lanes whose answers it does not have yet, and whose transactions are fenced
        HeldAnswers answers = world.holdAnswers();
        world.write(updates(0));
        try (DeliveryWorld.Running one = world.start("one")) {
            await().atMost(PATIENCE).until(() -> accepted().size() == LANES);
            try (DeliveryWorld.Running two = world.start("two")) {
                await().atMost(PATIENCE).until(() -> world.group().hasAgreed(2));
                world.fence("one");

                // When
                answers.release();

                // Then
                await().atMost(PATIENCE).until(() -> world.lag(Route.MARKETING_UPDATE) == 0);
                assertThat(accepted()).hasSize(LANES);
                // counted after it is committed, and so after lag reads zero
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(delivered(one) + delivered(two)).isEqualTo(LANES));
            }
        }
    }

    @Test
    void shouldSettleAllAndEndInPeaceWhenItsSuccessorHasItsNameAlready() throws Exception {
        // Given an instance whose answers come one after the other while it stops
        for (int lane = 1; lane <= LANES; lane++) {
            world.hubSpot
                    .faults()
                    .add(Fault.once(new Effect.Delayed(A_MOMENT.multipliedBy(4L * lane)))
                            .times(1)
                            .on(Endpoint.MARKETING_UPDATE));
        }
        world.write(updates(0));
        DeliveryWorld.Running one = world.start("one");
        await().atMost(PATIENCE).until(() -> accepted().size() == LANES);

        // When another one of its name takes the transactional id as often as it bears
        Thread stop = new Thread(one::close, "stop");
        stop.start();
        for (int i = 0; i < BORNE_FENCINGS && stop.isAlive(); i++) {
            world.fence("one");
            stop.join(4 * A_MOMENT.toMillis());
        }
        try (DeliveryWorld.Running successor = world.start("one")) {
            stop.join(PATIENCE.toMillis());
            await().atMost(PATIENCE).until(() -> world.lag(Route.MARKETING_UPDATE) == 0);

            // Then
            assertThat(one.delivery().failed()).isNotDone();
            assertThat(successor.delivery().failed()).isNotDone();
            assertThat(delivered(one)).isEqualTo(LANES);
            assertThat(accepted()).hasSize(LANES);
        }
        assertThat(world.read(world.settings("one").topics().receipts())).hasSize(LANES);
    }

    @Test
    void shouldSendNothingTwiceWhenTheGroupForgetsItsOnlyMember() throws Exception {
        // Given
        HeldAnswers answers = world.holdAnswers();
        world.write(updates(0));
        try (DeliveryWorld.Running one = world.start("one")) {
            await().atMost(PATIENCE).until(() -> accepted().size() == LANES);

            Set<String> known = world.group().members();

            // When the group forgets its only member, as it does when a session ends, and comes to know it anew
            world.expel();
            await().atMost(PATIENCE)
                    .until(() -> world.group().hasAgreed(1)
                            && !world.group().members().equals(known));
            answers.release();

            // Then
            await().atMost(PATIENCE).until(() -> world.lag(Route.MARKETING_UPDATE) == 0);
            assertThat(accepted()).hasSize(LANES);
        }
    }

    /** How long this instance has not said that it is there: members that wait for a generation do not. */
    private Duration sinceHeartbeat(String instance) throws Exception {
        Object seconds = ManagementFactory.getPlatformMBeanServer()
                .getAttribute(
                        new ObjectName("kafka.consumer:type=consumer-coordinator-metrics,client-id="
                                + world.settings(instance).applicationId() + "-delivery-" + instance + "-consumer"),
                        "last-heartbeat-seconds-ago");
        return Duration.ofSeconds(((Number) seconds).longValue());
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
            batches.add(Items.batch(Route.MARKETING_UPDATE, lane, List.of(Items.update(100 + lane, sequence))));
        }
        return batches;
    }
}
