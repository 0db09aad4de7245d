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
    private static final int RESERVE_PERCENT = 20;
    private static final double ALLOWED = 0.8;
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
        write(150, lane -> true);

        // Then
        assertThatTheAllowedRateIsUsed();
    }

    @Test
    void shouldUseTheAllowedRateWhenOneInstanceHasTheLoad() throws Exception {
        // Given
        Collection<TopicPartition> lanesOfOne = lanes("one");

        // When
        write(450, lanesOfOne::contains);
        write(5, lane -> !lanesOfOne.contains(lane));

        // Then
        assertThatTheAllowedRateIsUsed();
    }

    private void assertThatTheAllowedRateIsUsed() {
        List<Instant> events = steady(Endpoint.BEHAVIORAL);
        List<Instant> marketing = steady(Endpoint.MARKETING_UPDATE);
        assertThat(events.size() / (double) MEASURED.toSeconds())
                .as("requests a second for events")
                .isBetween(0.95 * ALLOWED * EVENTS_PER_SECOND, 1.02 * ALLOWED * EVENTS_PER_SECOND);
        assertThat(marketing.size() * 10.0 / MEASURED.toSeconds())
                .as("requests in ten seconds for marketing events")
                .isBetween(0.95 * ALLOWED * MARKETING_PER_TEN_SECONDS, 1.02 * ALLOWED * MARKETING_PER_TEN_SECONDS);
        assertThat(refused(Endpoint.BEHAVIORAL)).isZero();
        assertThat(refused(Endpoint.MARKETING_UPDATE)).isZero();
    }

    /** When its requests were accepted after it had settled down, by the simulator's clock. */
    private List<Instant> steady(Endpoint endpoint) {
        await().atMost(PATIENCE).until(() -> !accepted(endpoint).isEmpty());
        Instant from = accepted(endpoint).get(0).plus(UNTIL_STEADY);
        Instant to = from.plus(MEASURED);
        await().atMost(PATIENCE).until(() -> accepted(endpoint).stream().anyMatch(at -> at.isAfter(to)));
        return accepted(endpoint).stream()
                .filter(at -> !at.isBefore(from) && at.isBefore(to))
                .toList();
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
                .all()
                .get()
                .get(group)
                .members()) {
            if (member.clientId().contains("-" + instance + "-")) {
                lanes.addAll(member.assignment().topicPartitions());
            }
        }
        return lanes;
    }
}
