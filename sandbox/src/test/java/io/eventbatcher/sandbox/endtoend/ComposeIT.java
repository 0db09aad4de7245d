package io.eventbatcher.sandbox.endtoend;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.fixtures.LongRuns;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.containers.Alerts;
import io.eventbatcher.sandbox.containers.Compose;
import io.eventbatcher.sandbox.containers.ContainerStack;
import io.eventbatcher.sandbox.containers.InContainers;
import io.eventbatcher.sandbox.containers.ReadBack;
import io.eventbatcher.sandbox.load.ExpectedDeadLetter;
import io.eventbatcher.sandbox.load.LoadException;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.LoadTopics;
import io.eventbatcher.sandbox.load.LoadTruth;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.RecordFingerprint;
import io.eventbatcher.sandbox.load.SchemaIds;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.registry.RegistryContract;
import io.eventbatcher.sandbox.stack.Backend;
import io.eventbatcher.sandbox.stack.TopicReader;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The stack that the README tells people to bring up, from the image that they build. Then tests of the embedded stack, on its broker and
 * registry: in one class, so that there is one set of containers.
 */
@InContainers
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration GRACE = Duration.ofSeconds(40);
    private static final int LOAD = LongRuns.either(500, 3_000);
    private static final int EVENTS_PER_SECOND = 100;

    private final Compose compose;
    private final String bootstrapServers;
    private final String registryUrl;
    private final ReadBack hubSpot;
    private final Alerts alerts;
    private final LoadGenerator generator;
    private final Settings settings =
            SettingsFile.read(ContainerStack.ROOT.resolve("docker/event-batcher.yaml"), Configuration.ENVIRONMENT);

    private long sampled;
    private List<String> ofTheSample = List.of();
    private long published = ContainerStack.SAMPLE;

    ComposeIT(ContainerStack stack) {
        compose = stack.compose();
        bootstrapServers = stack.backend().bootstrapServers();
        registryUrl = stack.backend().registryUrl();
        hubSpot = new ReadBack(stack.simulator());
        alerts = new Alerts(stack.prometheus());
        generator = new LoadGenerator(
                bootstrapServers, LoadTopics.defaults(), Pace.perSecond(EVENTS_PER_SECOND), published -> {});
    }

    @BeforeAll
    void awaitTheSample() {
        awaitRest();
        sampled = publishedBySample();
        ofTheSample = hubSpot.uuids();
    }

    @Nested
    @InContainers
    class EveryFate extends WholePipelineTest {}

    @Nested
    @InContainers
    class Instances extends ThreeInstances {
        Instances(ContainerStack stack) {
            super(stack);
        }
    }

    @Nested
    @InContainers
    class Registry extends RegistryContract {
        Registry(Backend backend) {
            super(backend);
        }
    }

    @Test
    void shouldLoseNothingWhateverHappensToTheApp() throws Exception {
        // Given a stack that has delivered its first events by itself, and is well
        await().atMost(PATIENCE).until(() -> compose.inspect("app", "{{.State.Health.Status}}"), "healthy"::equals);
        Map<Route, Integer> ids = SchemaIds.register(registryUrl, LoadTopics.defaults());

        // When it is killed in the middle of a load, and stopped in the middle of another, while the registry restarts
        CompletableFuture<Void> first = publish(plan(ids, 7));
        awaitDeliveries();
        compose.run("kill", "app");
        compose.run("up", "-d", "app");
        first.join();
        CompletableFuture<Void> second = publish(plan(ids, 8));
        awaitDeliveries();
        long begin = System.nanoTime();
        compose.run("stop", "app");
        Duration stopping = Duration.ofNanos(System.nanoTime() - begin);
        String exit = compose.inspect("app", "{{.State.ExitCode}}");
        compose.run("restart", "registry");
        compose.run("start", "app");
        second.join();
        awaitRest();

        // Then
        assertThat(ofTheSample).hasSize((int) sampled).doesNotHaveDuplicates();
        assertThat(stopping).isLessThan(GRACE);
        assertThat(exit).isEqualTo("0");
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(LoadException.class)
                .untilAsserted(() -> assertThat(SchemaIds.register(registryUrl, LoadTopics.defaults()))
                        .isEqualTo(ids));
        LoadTruth truth = generator.truth();
        assertThat(hubSpot.uuids())
                .containsAll(truth.deliveredUuids().stream().map(UUID::toString).toList());
        assertThat(hubSpot.distinctEvents())
                .isEqualTo(sampled + truth.deliveredUuids().size());
        assertEveryRecordOnce();
        assertDeadLettersIdentical(truth);
    }

    /** Everything that tells of an outage tells of it in one word; promtool has tried each rule. */
    @Test
    void shouldTellOfAnOutageEverywhereAndOfItsEnd() {
        // Given
        Map<Route, Integer> ids = SchemaIds.register(registryUrl, LoadTopics.defaults());
        await().atMost(PATIENCE).until(() -> alerts.samples("event_batcher_healthy"), one -> one.equals(List.of("1")));
        hubSpot.answerAlways(503);

        // When
        CompletableFuture<Void> load = publish(plan(ids, 9));
        await().atMost(PATIENCE).until(() -> alerts.firing().contains("EventBatcherDown behavioral"));
        await().atMost(PATIENCE).until(() -> hubSpot.notifications("down").contains("begun route behavioral"));
        String status = status();
        List<String> metric = alerts.samples("event_batcher_route_state{route='behavioral',state='down'}");
        List<String> lag = alerts.samples("sum(kafka_consumer_fetch_manager_records_lag) >= 0");
        hubSpot.answerNormally();
        await().atMost(PATIENCE)
                .until(() -> alerts.firing().stream().noneMatch(alert -> alert.startsWith("EventBatcherDown")));
        await().atMost(PATIENCE).until(() -> hubSpot.notifications("down").contains("over route behavioral"));
        await().atMost(PATIENCE).until(() -> log().contains("Route behavioral is no longer down"));

        // Then
        load.join();
        awaitRest();
        assertThat(status).containsPattern("endpoint +down .*waiting").contains("503", "behavioral/0 of app");
        assertThat(metric).containsExactly("1");
        assertThat(lag).hasSize(1);
        assertThat(log()).contains("Route behavioral is down: HubSpot's endpoint answers nothing of use");
        assertThat(status()).doesNotContain("down since");
        assertThat(hubSpot.distinctEvents())
                .isEqualTo(sampled + generator.truth().deliveredUuids().size());
    }

    @Test
    void shouldCompleteAndExplainCommandsInTheImage() {
        // When
        String shell = compose.run(
                "exec",
                "-T",
                "app",
                "bash",
                "-ic",
                "compopt() { :; }; COMP_WORDS=(event-batcher lanes pa); COMP_CWORD=2; _complete_event-batcher;"
                        + " echo \"completes ${COMPREPLY[*]}\"; command -v event-batcher; EVENT_BATCHER_JVM=-XX:AOTMode=on event-batcher completion zsh;"
                        + " grep -h 'Stops sending' /usr/local/share/man/man1/event-batcher-lanes-pause.1");

        // Then no JVM has said that its cache does not fit
        assertThat(shell)
                .doesNotContain("[aot]")
                .contains(
                        "completes pause",
                        "/usr/local/bin/event-batcher",
                        "complete -F _complete_event-batcher",
                        "event\\-batcher\\-lanes\\-pause \\- Stops sending for a route, or for one of its lanes");
    }

    private String status() {
        return compose.run(
                "exec", "-T", "app", "event-batcher", "status", "--config", "/etc/event-batcher/event-batcher.yaml");
    }

    private String log() {
        return compose.run("logs", "--no-color", "app");
    }

    private CompletableFuture<Void> publish(LoadPlan plan) {
        published += LOAD;
        return CompletableFuture.runAsync(() -> generator.publish(plan));
    }

    private LoadPlan plan(Map<Route, Integer> ids, long seed) {
        return new LoadPlan(
                new LoadSettings(
                        LOAD,
                        10,
                        3,
                        seed,
                        LocalDate.now(ZoneOffset.UTC),
                        LoadTopics.partitions(bootstrapServers, LoadTopics.defaults())),
                ids);
    }

    private void awaitDeliveries() {
        long before = hubSpot.distinctEvents();
        await().atMost(PATIENCE).until(() -> hubSpot.distinctEvents() > before + 50);
    }

    private void awaitRest() {
        ledgerAtRest().close();
    }

    /** Read up to where it is so; a single look may come back with a part of it, or nothing. */
    private Ledger ledgerAtRest() {
        Ledger ledger = new Ledger(bootstrapServers, settings);
        await().atMost(PATIENCE)
                .pollInSameThread()
                .until(() -> ledger.refreshed().atRest(published));
        return ledger;
    }

    /** How many behavioral events the sample says must be delivered. */
    private long publishedBySample() {
        Matcher row = Pattern.compile("behavioral +([\\d,]+)").matcher(compose.run("logs", "--no-color", "sample"));
        assertThat(row.find()).isTrue();
        return Long.parseLong(row.group(1).replace(",", ""));
    }

    /** In one receipt, or one dead letter, or counted as a duplicate. */
    private void assertEveryRecordOnce() {
        List<String> delivered =
                DeliveredEvents.of(read(settings.topics().receipts())).origins();
        List<String> dead = read(settings.topics().deadLetters()).stream()
                .map(ComposeIT::origin)
                .toList();
        assertThat(delivered).doesNotHaveDuplicates().doesNotContainAnyElementsOf(dead);
        assertThat(dead).doesNotHaveDuplicates();
        try (Ledger ledger = ledgerAtRest()) {
            assertThat(delivered.size() + dead.size() + ledger.batching().duplicates())
                    .isEqualTo(published);
        }
    }

    private void assertDeadLettersIdentical(LoadTruth truth) {
        Map<String, UUID> fingerprints = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : read(settings.topics().deadLetters())) {
            RecordHeaders original = new RecordHeaders(letter.headers().toArray());
            DeadLetterHeader.removeAll(original);
            fingerprints.put(origin(letter), RecordFingerprint.of(letter.key(), letter.value(), original));
        }
        assertThat(truth.count(Fate.REJECTED)).isPositive();
        assertThat(fingerprints)
                .containsAllEntriesOf(truth.deadLetters().stream()
                        .collect(toMap(ComposeIT::origin, ExpectedDeadLetter::fingerprint)));
    }

    private static String origin(ExpectedDeadLetter letter) {
        return letter.topic() + '-' + letter.partition() + '@' + letter.offset();
    }

    private static String origin(ConsumerRecord<byte[], byte[]> letter) {
        return DeadLetterHeader.ERRORS_TOPIC.in(letter.headers()).orElseThrow()
                + '-'
                + DeadLetterHeader.ERRORS_PARTITION.in(letter.headers()).orElseThrow()
                + '@'
                + DeadLetterHeader.ERRORS_OFFSET.in(letter.headers()).orElseThrow();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return TopicReader.all(bootstrapServers, topic);
    }
}
