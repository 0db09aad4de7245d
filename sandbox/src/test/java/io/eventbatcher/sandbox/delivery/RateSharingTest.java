package io.eventbatcher.sandbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.access.RateLimits;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.nio.file.Path;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances under HubSpot's limits, with the default reserve: how much of the allowed rate they use by the simulator's own books
 * and clock, and that it refuses nothing. The limits are low, so that a slow machine keeps up.
 *
 * <p>A machine with other things to do may keep everybody waiting in one stretch, or let requests overtake each other by a long way,
 * so one of some must be as it should; what depends on no machine is held on virtual time, by the app's tests.
 * {@link RateSharingOptions} make this a measurement, with processes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateSharingTest {
    private static final double ALLOWED = 0.9;
    private static final int LANES = 12;
    private static final int STRETCHES = 12;
    private static final List<Route> ROUTES = List.of(Route.BEHAVIORAL, Route.MARKETING_UPDATE);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration UNTIL_STEADY = Duration.ofSeconds(4);

    private final RateSharingOptions options = RateSharingOptions.read();
    private final List<AutoCloseable> instances = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private DeliveryWorld world;

    private int number;

    @BeforeAll
    void open() throws Exception {
        world = new DeliveryWorld(
                RateLimits.none()
                        .withEventsPerSecond(options.eventsPerSecond())
                        .withMarketingPerTenSeconds(options.marketingPerTenSeconds()),
                options.latency(),
                """
                  rate: {events-per-second: %d, account-per-ten-seconds: %d}
                routes:
                  behavioral: {lanes: %d, in-flight: %d, max-inputs: 1}
                  marketing-update: {lanes: %d, max-inputs: 1}
                  marketing-upsert: {enabled: false}
                """.formatted(
                        options.eventsPerSecond(), options.marketingPerTenSeconds(), LANES, options.inFlight(), LANES));
        instances.addAll(options.start(world, directory, List.of("one", "two", "three")));
        await().atMost(PATIENCE.multipliedBy(3)).ignoreExceptions().until(this::everybodyHasLanes);
    }

    @AfterAll
    void close() {
        instances.parallelStream().forEach(instance -> {
            try {
                instance.close();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
        world.close();
    }

    @BeforeEach
    void nothingIsLeft() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> world.lag(Route.BEHAVIORAL) + world.lag(Route.MARKETING_UPDATE) == 0);
    }

    @Test
    void shouldUseTheAllowedRateWhenTheLoadIsEven() {
        // When
        List<Stretch> stretches = stretches(lane -> true);

        // Then
        assertThat(stretches).anyMatch(Stretch::good);
    }

    @Test
    void shouldUseTheAllowedRateWhenOneInstanceHasTheLoad() throws Exception {
        // Given
        Collection<TopicPartition> lanesOfOne = lanes("one");
        ROUTES.forEach(route -> write(route, 5, lane -> !lanesOfOne.contains(lane)));

        // When
        List<Stretch> stretches = stretches(lanesOfOne::contains);

        // Then
        assertThat(stretches).anyMatch(Stretch::good);
    }

    /** Until one is good. What there is to send lasts for longer than each of them. */
    private List<Stretch> stretches(Predicate<TopicPartition> lanes) {
        List<Stretch> stretches = new ArrayList<>();
        do {
            Duration needed = UNTIL_STEADY.plus(options.measured());
            write(Route.BEHAVIORAL, requests(options.eventsPerSecond(), needed), lanes);
            write(Route.MARKETING_UPDATE, requests(options.marketingPerTenSeconds() / 10.0, needed), lanes);
            Stretch stretch = stretch(Instant.now().plus(UNTIL_STEADY));
            options.tell(stretch);
            stretches.add(stretch);
        } while (!stretches.get(stretches.size() - 1).good() && stretches.size() < STRETCHES);
        return stretches;
    }

    /** More than can be sent: what was not sent a moment ago is made up for. */
    private static int requests(double rate, Duration duration) {
        return (int) (1.3 * rate * duration.toSeconds());
    }

    /**
     * What happened in a stretch of time.
     *
     * @param events used of the allowed rate
     * @param marketing used of the allowed rate
     * @param refused requests
     */
    record Stretch(double events, double marketing, long refused) {
        private boolean good() {
            return inOrder(events) && inOrder(marketing) && refused == 0;
        }

        private static boolean inOrder(double used) {
            return used >= 0.95 && used <= 1.1;
        }
    }

    private Stretch stretch(Instant from) {
        Instant to = from.plus(options.measured());
        await().atMost(PATIENCE).until(() -> !Instant.now().isBefore(from));
        long before = refused();
        await().atMost(options.measured().plus(PATIENCE))
                .until(() -> !Instant.now().isBefore(to));
        return new Stretch(
                rate(Endpoint.BEHAVIORAL, from, to) / ALLOWED / options.eventsPerSecond(),
                rate(Endpoint.MARKETING_UPDATE, from, to) * 10 / ALLOWED / options.marketingPerTenSeconds(),
                refused() - before);
    }

    private long refused() {
        return refused(Endpoint.BEHAVIORAL) + refused(Endpoint.MARKETING_UPDATE);
    }

    private double rate(Endpoint endpoint, Instant from, Instant to) {
        long requests = accepted(endpoint).stream()
                .filter(at -> !at.isBefore(from) && at.isBefore(to))
                .count();
        return requests / (double) options.measured().toSeconds();
    }

    private List<Instant> accepted(Endpoint endpoint) {
        List<Instant> accepted = new ArrayList<>();
        world.hubSpot.journal().forEachRequest(endpoint, 0, request -> accepted.add(request.acceptedAt()));
        return accepted;
    }

    private long refused(Endpoint endpoint) {
        return world.hubSpot.journal().counters(endpoint).byOutcome().getOrDefault("429", 0L);
    }

    /** So many batches of one event, spread over these lanes. */
    private void write(Route route, int batches, Predicate<TopicPartition> lanes) {
        String topic = world.settings("one").topics().batches(route);
        List<Integer> chosen = IntStream.range(0, LANES)
                .filter(lane -> lanes.test(new TopicPartition(topic, lane)))
                .boxed()
                .toList();
        world.writeAtOnce(IntStream.range(0, batches)
                .mapToObj(i -> Events.batch(route, chosen.get(i % chosen.size()), List.of(item(route))))
                .toList());
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
