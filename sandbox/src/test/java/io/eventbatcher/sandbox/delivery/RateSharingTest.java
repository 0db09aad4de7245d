package io.eventbatcher.sandbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Three instances that divide the rate limits by what they hear from each other on a real broker. The rates of requests over time are
 * held on virtual time, by the app's tests.
 */
class RateSharingTest {
    private static final List<String> NAMES = List.of("one", "two", "three");
    private static final List<Route> ROUTES = List.of(Route.BEHAVIORAL, Route.MARKETING_UPDATE);
    private static final int LANES = 12;

    /** Of both limits, less the default reserve, in requests a second. */
    private static final double ALLOWED = 0.9 * 10;

    /** Minutes of work, in requests of one input, so that nobody runs out of it. */
    private static final int WORK = 1_500;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    private final List<DeliveryWorld.Running> instances = new ArrayList<>();
    private DeliveryWorld world;

    @BeforeEach
    void open() {
        world = new DeliveryWorld("""
                  rate: {events-per-second: 10, account-per-ten-seconds: 100}
                routes:
                  behavioral: {lanes: %d, max-inputs: 1}
                  marketing-update: {lanes: %d, max-inputs: 1}
                  marketing-upsert: {enabled: false}
                """.formatted(LANES, LANES));
        NAMES.forEach(name -> instances.add(world.start(name)));
        await().atMost(PATIENCE).ignoreExceptions().until(this::everybodyHasLanes);
    }

    @AfterEach
    void close() {
        instances.parallelStream().forEach(DeliveryWorld.Running::close);
        world.close();
    }

    @Test
    void shouldTakeBackALentRateWhenTheOthersHaveWork() throws Exception {
        // Given an instance that borrows what the others leave
        write(lanes("one")::contains);
        awaitRates(Map.of("one", ALLOWED));

        // When
        write(lane -> true);

        // Then
        awaitRates(Map.of("one", ALLOWED / 3, "two", ALLOWED / 3, "three", ALLOWED / 3));
    }

    private void awaitRates(Map<String, Double> wanted) {
        await().atMost(PATIENCE).pollInterval(A_MOMENT).untilAsserted(() -> {
            Map<String, JsonNode> claims = claims();
            wanted.forEach((instance, rate) -> assertThat(List.of("EVENTS", "ACCOUNT"))
                    .allSatisfy(quota ->
                            assertThat(most(claims.get(instance), quota)).isBetween(0.9 * rate, 1.01 * rate)));
        });
    }

    /** The most requests a second that an instance allows itself; 0 without a claim. */
    private static double most(@Nullable JsonNode claim, String quota) {
        return claim == null ? 0 : claim.path(quota).path("most").asDouble();
    }

    /** The latest of each instance. */
    private Map<String, JsonNode> claims() throws IOException {
        Map<String, JsonNode> latest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> said :
                world.read(world.settings("one").topics().rates())) {
            JsonNode claim = new ObjectMapper().readTree(said.value());
            latest.put(claim.path("instance").asText(), claim);
        }
        return latest;
    }

    /** Batches of one event on each route, spread over these lanes. */
    private void write(Predicate<TopicPartition> lanes) {
        for (Route route : ROUTES) {
            String topic = world.settings("one").topics().batches(route);
            List<Integer> chosen = IntStream.range(0, LANES)
                    .filter(lane -> lanes.test(new TopicPartition(topic, lane)))
                    .boxed()
                    .toList();
            world.writeAtOnce(IntStream.range(0, WORK)
                    .mapToObj(i -> Items.batch(route, chosen.get(i % chosen.size()), List.of(item(route, i))))
                    .toList());
        }
    }

    private static Item item(Route route, int number) {
        return route == Route.BEHAVIORAL ? Items.good(number) : Items.update(number + 1, number);
    }

    private boolean everybodyHasLanes() throws ExecutionException, InterruptedException {
        for (String name : NAMES) {
            if (lanes(name).size() != ROUTES.size() * LANES / NAMES.size()) {
                return false;
            }
        }
        return true;
    }

    private Collection<TopicPartition> lanes(String instance) throws ExecutionException, InterruptedException {
        String group = world.settings("one").deliveryGroup();
        List<TopicPartition> lanes = new ArrayList<>();
        for (MemberDescription member : Objects.requireNonNull(world.admin
                        .describeConsumerGroups(List.of(group))
                        .all()
                        .get()
                        .get(group))
                .members()) {
            if (member.clientId().contains("-" + instance + "-")) {
                lanes.addAll(member.assignment().topicPartitions());
            }
        }
        return lanes;
    }
}
