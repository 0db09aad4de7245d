package io.eventbatcher.sandbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.Endpoint;
import io.eventbatcher.sandbox.simulator.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Three instances under HubSpot's limits: what counts is how much of the allowed rate is used by the simulator's own books and
 * clock, and that it refuses nothing. The limits are low, so that a slow machine keeps up; the reserve is large, because a machine
 * that stands still for a tenth of a second lets a tenth of a second's requests arrive at once.
 */
class RateSharingTest {
    private static final int EVENTS_PER_SECOND = 100;
    private static final int MARKETING_PER_TEN_SECONDS = 100;
    private static final int RESERVE_PERCENT = 40;
    private static final double ALLOWED = 0.6;
    private static final int LANES = 12;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration UNTIL_STEADY = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    private DeliveryWorld world;
    private final List<DeliveryWorld.Running> instances = new ArrayList<>();
    private int number;

    @BeforeEach
    void open() throws Exception {
        world = new DeliveryWorld(
                RateLimits.none()
                        .withEventsPerSecond(EVENTS_PER_SECOND)
                        .withMarketingPerTenSeconds(MARKETING_PER_TEN_SECONDS),
                """
                  rate: {events-per-second: %d, account-per-ten-seconds: %d, reserve-percent: %d}
                routes:
                  behavioral: {lanes: %d, max-inputs: 1}
                  marketing-update: {lanes: %d, max-inputs: 1}
                  marketing-upsert: {enabled: false}
                """.formatted(EVENTS_PER_SECOND, MARKETING_PER_TEN_SECONDS, RESERVE_PERCENT, LANES, LANES));
        for (String name : List.of("one", "two", "three")) {
            instances.add(world.start(name));
        }
        await().atMost(PATIENCE).ignoreExceptions().until(this::everybodyHasLanes);
    }

    @AfterEach
    void close() {
        instances.parallelStream().forEach(DeliveryWorld.Running::close);
        world.close();
    }

    @Test
    void shouldUseTheAllowedRateWhenTheLoadIsEven() throws Exception {
        // When
        write(300, lane -> true);

        // Then
        assertThatTheAllowedRateIsUsed();
    }

    @Test
    void shouldUseTheAllowedRateWhenOneInstanceHasTheLoad() throws Exception {
        // Given
        Collection<TopicPartition> lanesOfOne = lanes("one");

        // When
        write(900, lanesOfOne::contains);
        write(5, lane -> !lanesOfOne.contains(lane));

        // Then
        assertThatTheAllowedRateIsUsed();
    }

    /** In one of some stretches, because a machine with other things to do may keep everybody waiting in another. */
    private void assertThatTheAllowedRateIsUsed() {
        await().atMost(PATIENCE).until(() -> !accepted(Endpoint.BEHAVIORAL).isEmpty());
        Instant from = Instant.now().plus(UNTIL_STEADY);
        Stretch stretch = stretch(from);
        for (int more = 0; more < 3 && !stretch.good(); more++) {
            from = from.plus(MEASURED);
            stretch = stretch(from);
        }
        assertThat(stretch).matches(Stretch::good);
    }

    private record Stretch(double events, double marketing, long refused) {
        private boolean good() {
            return inOrder(events, EVENTS_PER_SECOND)
                    && inOrder(marketing, MARKETING_PER_TEN_SECONDS / 10.0)
                    && refused == 0;
        }

        private static boolean inOrder(double rate, double limit) {
            return rate >= 0.95 * ALLOWED * limit && rate <= 1.05 * ALLOWED * limit;
        }
    }

    private Stretch stretch(Instant from) {
        Instant to = from.plus(MEASURED);
        await().atMost(PATIENCE).until(() -> !Instant.now().isBefore(from));
        long before = refused(Endpoint.BEHAVIORAL) + refused(Endpoint.MARKETING_UPDATE);
        await().atMost(PATIENCE).until(() -> !Instant.now().isBefore(to));
        long after = refused(Endpoint.BEHAVIORAL) + refused(Endpoint.MARKETING_UPDATE);
        return new Stretch(
                rate(Endpoint.BEHAVIORAL, from, to), rate(Endpoint.MARKETING_UPDATE, from, to), after - before);
    }

    private double rate(Endpoint endpoint, Instant from, Instant to) {
        long requests = accepted(endpoint).stream()
                .filter(at -> !at.isBefore(from) && at.isBefore(to))
                .count();
        return requests / (double) MEASURED.toSeconds();
    }

    private List<Instant> accepted(Endpoint endpoint) {
        List<Instant> accepted = new ArrayList<>();
        world.hubSpot.journal().forEachRequest(endpoint, 0, request -> accepted.add(request.acceptedAt()));
        return accepted;
    }

    private long refused(Endpoint endpoint) {
        return world.hubSpot.journal().counters(endpoint).byOutcome().getOrDefault("429", 0L);
    }

    /** So many batches of one event to each of these lanes. */
    private void write(int batches, Predicate<TopicPartition> lanes) {
        List<Batch> all = new ArrayList<>();
        for (Route route : List.of(Route.BEHAVIORAL, Route.MARKETING_UPDATE)) {
            for (int lane = 0; lane < LANES; lane++) {
                if (lanes.test(new TopicPartition(world.settings("one").topics().batches(route), lane))) {
                    int to = lane;
                    IntStream.range(0, batches)
                            .mapToObj(i -> Events.batch(route, to, List.of(item(route))))
                            .forEach(all::add);
                }
            }
        }
        world.writeAtOnce(all);
    }

    private Item item(Route route) {
        number++;
        return route == Route.BEHAVIORAL ? Events.good(number) : Events.update(1 + number % 1_000, number);
    }

    private boolean everybodyHasLanes() throws ExecutionException, InterruptedException {
        for (String name : List.of("one", "two", "three")) {
            if (lanes(name).size() < 2 * LANES / 3) {
                return false;
            }
        }
        return true;
    }

    private Collection<TopicPartition> lanes(String instance) throws ExecutionException, InterruptedException {
        String group = world.settings("one").deliveryGroup();
        List<TopicPartition> lanes = new ArrayList<>();
        for (MemberDescription member : world.admin
                .describeConsumerGroups(List.of(group))
                .describedGroups()
                .values()
                .iterator()
                .next()
                .get()
                .members()) {
            if (member.clientId().contains("-" + instance + "-")) {
                lanes.addAll(member.assignment().topicPartitions());
            }
        }
        return lanes;
    }
}
