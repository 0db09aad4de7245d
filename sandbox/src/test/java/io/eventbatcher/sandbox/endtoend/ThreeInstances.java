package io.eventbatcher.sandbox.endtoend;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.containers.Compose;
import io.eventbatcher.sandbox.containers.ContainerStack;
import io.eventbatcher.sandbox.containers.ReadBack;
import io.eventbatcher.sandbox.containers.ReadBack.Taken;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.LoadTopics;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.SchemaIds;
import io.eventbatcher.sandbox.load.plan.LoadMix;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.stack.TopicReader;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three containers of the image share the lanes and the rate of one application. */
@ExtendWith(SharedStack.class)
class ThreeInstances {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final List<String> NAMES = List.of("one", "two", "three");
    private static final int IDENTITIES = 12;
    private static final String GROUP = "event-batcher-delivery";

    /** Mostly upserts, for some ten seconds at the 17 requests a second that the reserve leaves of 19. */
    private static final int EVENTS = 250;

    private static final LoadMix MIX = new LoadMix(70, 0, 0, IDENTITIES, 1, EVENTS, 0, false);

    private final Compose compose;
    private final ContainerStack stack;
    private final ReadBack hubSpot;
    private final Queue<String> published = new ConcurrentLinkedQueue<>();
    private final LoadGenerator generator;
    private final Admin admin;

    ThreeInstances(ContainerStack stack) {
        this.stack = stack;
        compose = stack.compose();
        hubSpot = new ReadBack(stack.simulator());
        admin = Admin.create(Map.of("bootstrap.servers", stack.backend().bootstrapServers()));
        generator = new LoadGenerator(
                stack.backend().bootstrapServers(),
                LoadTopics.defaults(),
                Pace.unlimited(),
                count -> {},
                (planned, topic, offset) -> published.add(topic + '-' + planned.partition() + '@' + offset));
    }

    @AfterEach
    void remove() {
        admin.close();
        NAMES.forEach(name -> compose.engine("rm", "--force", compose.named(name)));
    }

    @Test
    void shouldLoseNothingAndKeepOrderAndRateWhenOneIsKilledAndOneDrained() {
        // Given
        long before = hubSpot.accepted(Route.MARKETING_UPSERT).size();
        long refusedBefore = hubSpot.requests(Route.MARKETING_UPSERT, "429");
        compose.run("stop", "app");
        NAMES.parallelStream().forEach(this::start);
        await().atMost(PATIENCE).until(this::withLanes, members -> members == NAMES.size());

        // When
        generator.publish(plan());
        awaitUpserts(before + 20);
        String killed = upserts(before).findFirst().orElseThrow().instance();
        String drained = NAMES.get((NAMES.indexOf(killed) + 1) % NAMES.size());
        compose.engine("kill", compose.named(killed));
        awaitUpserts(before + 80);
        compose.engine("stop", "--time", "40", compose.named(drained));
        String exit = compose.engine("inspect", "-f", "{{.State.ExitCode}}", compose.named(drained));
        await().atMost(PATIENCE).until(() -> delivered().containsAll(published));

        // Then
        assertThat(exit).isEqualTo("0");
        assertThat(delivered()).filteredOn(published::contains).containsExactlyInAnyOrderElementsOf(published);
        assertThat(upserts(before).collect(groupingBy(Taken::identity, mapping(Taken::sequence, toList()))))
                .hasSize(IDENTITIES)
                .allSatisfy((identity, sequences) -> assertThat(sequences)
                        .isSorted()
                        .endsWith(generator
                                .truth()
                                .lastSequences(Route.MARKETING_UPSERT)
                                .get(identity)));
        assertThat(hubSpot.requests(Route.MARKETING_UPSERT, "429")).isEqualTo(refusedBefore);
    }

    /** One input a request, so that the rate and not the lanes say how long it takes. */
    private void start(String name) {
        compose.run(
                "run",
                "--detach",
                "--no-deps",
                "--name",
                compose.named(name),
                "-e",
                "EVENT_BATCHER_INSTANCE=" + name,
                "-e",
                "EVENT_BATCHER_STATE_DIR=" + name,
                "-e",
                "EVENT_BATCHER_HUBSPOT_INSTANCE_HEADER=true",
                "-e",
                "EVENT_BATCHER_ROUTES_MARKETING_UPSERT_MAX_INPUTS=1",
                "app");
    }

    private LoadPlan plan() {
        String bootstrapServers = stack.backend().bootstrapServers();
        LoadSettings settings = new LoadSettings(
                EVENTS,
                0,
                0,
                10,
                LocalDate.now(ZoneOffset.UTC),
                LoadTopics.partitions(bootstrapServers, LoadTopics.defaults()),
                MIX);
        return new LoadPlan(settings, SchemaIds.register(stack.backend().registryUrl(), LoadTopics.defaults()));
    }

    private void awaitUpserts(long inputs) {
        await().atMost(PATIENCE)
                .until(() -> hubSpot.accepted(Route.MARKETING_UPSERT).size() > inputs);
    }

    private Stream<Taken> upserts(long from) {
        return hubSpot.accepted(Route.MARKETING_UPSERT).stream().skip(from);
    }

    /** How many instances have lanes of delivery. */
    private long withLanes() throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(GROUP)).all().get().values().stream()
                .flatMap(group -> group.members().stream())
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }

    private List<String> delivered() {
        return DeliveredEvents.of(TopicReader.all(stack.backend().bootstrapServers(), "hubspot.receipts"))
                .origins();
    }
}
