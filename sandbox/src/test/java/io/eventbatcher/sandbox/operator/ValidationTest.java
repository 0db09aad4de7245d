package io.eventbatcher.sandbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorChannel;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.broker.LoopbackPorts;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.simulator.access.OAuth;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.service.Check;
import io.eventbatcher.service.LaneList;
import io.eventbatcher.service.TopicPlan;
import io.eventbatcher.service.Topics;
import io.eventbatcher.service.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing that can be wrong is named by its cause, and by it alone. */
class ValidationTest {
    private static final String EVENTS_ONLY = "events-only";

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedStack stack;

    @BeforeAll
    static void start() {
        stack = EmbeddedStack.start(SimulatorSettings.defaults()
                .withOldCredentials(true)
                .withAccount(
                        HubSpotAccount.defaults().withToken(EVENTS_ONLY, Set.of("analytics.behavioral_events.send"))));
        Settings settings = settings(Map.of());
        stack.createTopics(settings, 2);
        stack.registerSchemas(settings);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void mendTheRegistry() {
        stack.registry().answerNormally();
    }

    private static Settings settings(Map<String, String> overrides, String... more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                HubSpotSettings.TOKEN_VARIABLE,
                HubSpotAccount.DEFAULT_TOKEN,
                "EVENT_BATCHER_KAFKA_BOOTSTRAP_SERVERS",
                stack.broker().bootstrapServers(),
                "EVENT_BATCHER_REGISTRY_URL",
                stack.registry().url(),
                "EVENT_BATCHER_HUBSPOT_BASE_URL",
                stack.simulator().baseUrl().toString()));
        environment.putAll(overrides);
        return SettingsFile.parse(String.join("\n", more), environment);
    }

    private static List<Check> failures(Settings settings) {
        return Validation.run(settings).stream().filter(check -> !check.good()).toList();
    }

    @Test
    void shouldFindAllWellAndSendNoEvent() {
        // When
        List<Check> checks = Validation.run(settings(Map.of()));

        // Then
        assertThat(checks).allMatch(Check::good);
        assertThat(checks)
                .extracting(Check::what)
                .contains(
                        "broker",
                        "topic hubspot.behavioral-events",
                        "topic hubspot.batches.marketing-update",
                        "registry",
                        "schema hubspot.behavioral-events-value",
                        "HubSpot behavioral",
                        "HubSpot marketing-upsert",
                        "HubSpot marketing-update");
        for (Endpoint endpoint : Endpoint.values()) {
            assertThat(stack.simulator().journal().inputs(endpoint)).isEmpty();
        }
    }

    @Test
    void shouldNameAStoppedBroker() throws IOException {
        // When
        List<Check> failures = failures(
                settings(Map.of("EVENT_BATCHER_KAFKA_BOOTSTRAP_SERVERS", "localhost:" + LoopbackPorts.free())));

        // Then
        assertThat(failures).singleElement().satisfies(check -> {
            assertThat(check.what()).isEqualTo("broker");
            assertThat(check.detail())
                    .startsWith("no broker answers at localhost:")
                    .contains("kafka.bootstrap-servers");
        });
    }

    @Test
    void shouldNameABrokerWhoseHostIsUnknown() {
        // When
        List<Check> failures =
                failures(settings(Map.of("EVENT_BATCHER_KAFKA_BOOTSTRAP_SERVERS", "no-such-host.invalid:9092")));

        // Then
        assertThat(failures).singleElement().satisfies(check -> {
            assertThat(check.what()).isEqualTo("broker");
            assertThat(check.detail())
                    .contains("No resolvable bootstrap urls")
                    .contains("check kafka.bootstrap-servers");
        });
    }

    @Test
    void shouldNameAWebServerThatIsNoRegistry() {
        // When: the simulator answers an unknown path with a page of HTML
        List<Check> failures = failures(settings(
                Map.of("EVENT_BATCHER_REGISTRY_URL", stack.simulator().baseUrl().toString())));

        // Then
        assertThat(failures).singleElement().satisfies(check -> {
            assertThat(check.what()).isEqualTo("registry");
            assertThat(check.detail())
                    .startsWith("404 at " + stack.simulator().baseUrl())
                    .contains("is not what a schema registry answers; check registry.url");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | the registry does not know us; set registry.username
            403 | does not allow it
            503 | the registry is in trouble; try again later
            """)
    void shouldNameARegistryThatDoesNotServeUs(int status, String cause) {
        // Given
        stack.registry().answerWith(status);

        // When
        List<Check> failures = failures(settings(Map.of()));

        // Then
        assertThat(failures).singleElement().satisfies(check -> {
            assertThat(check.what()).isEqualTo("registry");
            assertThat(check.detail()).startsWith(status + " at ").contains(cause);
        });
    }

    @Test
    void shouldCheckEachRegistryAndGoOnWithTheOneThatAnswers() throws IOException {
        // Given
        String dead = "http://localhost:" + LoopbackPorts.free();

        // When
        List<Check> checks = Validation.run(settings(Map.of(
                "EVENT_BATCHER_REGISTRY_URL", dead + "," + stack.registry().url())));

        // Then
        assertThat(checks)
                .filteredOn(check -> check.what().equals("registry"))
                .extracting(Check::good)
                .containsExactly(false, true);
        assertThat(checks)
                .filteredOn(check -> check.what().startsWith("schema "))
                .hasSize(3)
                .allMatch(Check::good);
    }

    @Test
    void shouldNameASubjectOfAnotherRecord() {
        // When
        List<Check> failures = failures(settings(
                Map.of("EVENT_BATCHER_ROUTES_BEHAVIORAL_TOPIC", "hubspot.marketing-event-updates"),
                "routes: {marketing-update: {enabled: false}}"));

        // Then
        assertThat(failures).singleElement().satisfies(check -> {
            assertThat(check.what()).isEqualTo("schema hubspot.marketing-event-updates-value");
            assertThat(check.detail()).contains("is of MarketingEventUpdate, not of BehavioralEvent");
        });
    }

    @Test
    void shouldNameTheScopeThatATokenLacks() {
        // When
        List<Check> failures = failures(settings(Map.of(HubSpotSettings.TOKEN_VARIABLE, EVENTS_ONLY)));

        // Then
        assertThat(failures)
                .hasSize(2)
                .allSatisfy(check -> assertThat(check.detail())
                        .startsWith("403 at ")
                        .contains("the token lacks the scope crm.objects.marketing_events.write; add it"));
        assertThat(failures)
                .extracting(Check::what)
                .containsExactly("HubSpot marketing-upsert", "HubSpot marketing-update");
    }

    @Test
    void shouldNameATokenThatIsNotKnown() {
        // When
        List<Check> failures = failures(settings(Map.of(HubSpotSettings.TOKEN_VARIABLE, "s3cr3t-revoked")));

        // Then
        assertThat(failures)
                .hasSize(3)
                .allSatisfy(check -> assertThat(check.detail())
                        .startsWith("401 at ")
                        .contains("HubSpot does not know the token")
                        .doesNotContain("s3cr3t-revoked"));
    }

    @Test
    void shouldNameAPathThatHubSpotDoesNotHave() {
        // When
        List<Check> failures =
                failures(settings(Map.of("EVENT_BATCHER_ROUTES_BEHAVIORAL_PATH", "/events/2027-03/send/batch")));

        // Then
        assertThat(failures)
                .singleElement()
                .satisfies(check -> assertThat(check.detail())
                        .contains("/events/2027-03/send/batch: there is no such API; check")
                        .contains("routes.behavioral.path"));
    }

    @ParameterizedTest
    @CsvSource({"bearer", "hapikey", "private-app-legacy"})
    void shouldProbeTheV3RouteWithEachKindOfCredentials(String auth) {
        // When
        List<Check> checks = Validation.run(
                settings(
                        Map.of("EVENT_BATCHER_HUBSPOT_AUTH", auth),
                        "routes: {behavioral: {api: v3}, marketing-upsert: {enabled: false}, marketing-update: {enabled: false}}"));

        // Then
        assertThat(checks)
                .filteredOn(check -> check.what().equals("HubSpot behavioral"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.good()).isTrue();
                    assertThat(check.detail()).contains("400 at ").endsWith("/events/v3/send)");
                });
        assertThat(stack.simulator().journal().inputs(Endpoint.BEHAVIORAL_V3)).isEmpty();
    }

    @Test
    void shouldNameTopicsThatDoNotFitOrAreNotThere() throws Exception {
        // Given
        Settings made =
                settings(Map.of(), "topics: {batches-prefix: other, dead-letters: other.dead, ledger: other.ledger}");
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", stack.broker().bootstrapServers()))) {
            Topics.createMissing(admin, TopicPlan.own(made, Optional.empty()));
            admin.createTopics(List.of(new NewTopic("event-batcher-behavioral-repartition", 8, (short) 1)))
                    .all()
                    .get();
            alter(admin, "other.behavioral", "retention.ms", "1000");
            alter(admin, "other.dead", "retention.ms", "86400000");
            alter(admin, "other.ledger", "cleanup.policy", "delete");
        }

        // When
        List<Check> failures = failures(
                settings(
                        Map.of(
                                "EVENT_BATCHER_ROUTES_BEHAVIORAL_LANES",
                                "3",
                                "EVENT_BATCHER_MAX_RECORD_BYTES",
                                "2000000"),
                        "topics: {batches-prefix: other, dead-letters: other.dead, ledger: other.ledger, replays: other.none}"));

        // Then
        Map<String, String> details = new HashMap<>();
        failures.forEach(check -> details.put(check.what(), check.detail()));
        assertThat(details.get("topic other.behavioral"))
                .contains("has 8 partitions, but 3 lanes are configured")
                .contains("Set lanes back to 8")
                .contains(
                        "has retention.ms 1000, but needs -1, without limit; kafka-configs.sh --alter --topic other.behavioral"
                                + " --add-config retention.ms=-1")
                .contains("has max.message.bytes 4000000, but needs at least 6000000");
        assertThat(details.get("topic event-batcher-behavioral-repartition")).contains("has 8 partitions, but 3 lanes");
        assertThat(details.get("topic other.dead"))
                .contains("has retention.ms 86400000, but needs at least 2592000000");
        assertThat(details.get("topic other.ledger")).contains("has cleanup.policy delete, but needs compact");
        assertThat(details.get("topic other.none")).isEqualTo("does not exist; create it with 'event-batcher topics'");
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", stack.broker().bootstrapServers()))) {
            admin.deleteTopics(List.of("event-batcher-behavioral-repartition"))
                    .all()
                    .get();
        }
    }

    private static void alter(Admin admin, String topic, String setting, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        admin.incrementalAlterConfigs(Map.of(
                        resource,
                        List.of(new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
        // the broker that is asked may learn of it a moment later
        await().atMost(Duration.ofMinutes(1)).until(() -> value.equals(setting(admin, resource, setting)));
    }

    private static String setting(Admin admin, ConfigResource resource, String setting) throws Exception {
        Config topic = Objects.requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource));
        return Objects.requireNonNull(topic.get(setting)).value();
    }

    private static Settings oauth(String refreshToken) {
        stack.simulator().oauth().grant(new OAuth.Grant("app", "app-hush", "granted", Duration.ofMinutes(30), false));
        return settings(Map.of(
                "EVENT_BATCHER_HUBSPOT_AUTH",
                "oauth",
                HubSpotSettings.TOKEN_VARIABLE,
                "",
                "EVENT_BATCHER_HUBSPOT_OAUTH_CLIENT_ID",
                "app",
                "EVENT_BATCHER_HUBSPOT_OAUTH_CLIENT_SECRET",
                "app-hush",
                "EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN",
                refreshToken));
    }

    @Test
    void shouldFetchAnAccessTokenAndFindItGood() {
        // Given
        Settings settings = oauth("granted");
        int fetched = stack.simulator().oauth().fetched();

        // When
        List<Check> failures = failures(settings);

        // Then
        assertThat(failures).isEmpty();
        assertThat(stack.simulator().oauth().fetched()).isGreaterThan(fetched);
    }

    @Test
    void shouldSayThatTheGrantIsRefused() {
        // When
        List<Check> failures = failures(oauth("revoked"));

        // Then
        assertThat(failures)
                .hasSize(3)
                .allSatisfy(check -> assertThat(check.detail())
                        .startsWith("HubSpot gives no access token: ")
                        .contains("hubspot.oauth.refresh-token")
                        .doesNotContain("app-hush"));
    }

    @Test
    void shouldGiveAnOrderAboutASourceTopicOfARouteAndAboutNoOther(@TempDir Path directory) throws Exception {
        // Given
        Settings settings = settings(Map.of());
        String file = Files.writeString(
                        directory.resolve("event-batcher.yaml"),
                        "{kafka: {bootstrap-servers: '%s'}, registry: {url: '%s'}}"
                                .formatted(
                                        stack.broker().bootstrapServers(),
                                        stack.registry().url()))
                .toString();
        String topic = settings.route(Route.BEHAVIORAL).topic();

        // When
        Invocation given = Invocation.of(
                Map.of(), "lanes", "dead-letter", "--source", topic, "--for", "5m", "--by", "ada", "--config", file);
        Invocation wrong = Invocation.of(Map.of(), "lanes", "resume", "--source", "another", "--config", file);

        // Then
        assertThat(given.status()).isZero();
        assertThat(given.out()).contains("Ordered: dead-letter source/" + topic);
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.out()).contains("'another' is not the source topic of an enabled route.");
        try (ControlTopic control = ControlTopic.open(settings)) {
            assertThat(control.commands()).singleElement().satisfies(order -> {
                assertThat(order.sourceTopic()).hasValue(topic);
                assertThat(order.kind()).isEqualTo(OperatorCommand.Kind.DEAD_LETTER);
                assertThat(order.by()).isEqualTo("ada");
                assertThat(order.until()).isEqualTo(order.at().plus(Duration.ofMinutes(5)));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit --patience 0", "lanes list", "lanes pause behavioral"})
    void shouldNameTheTopicThatACommandMisses(String command, @TempDir Path directory) throws Exception {
        // Given: a broker that answers
        String file = configuration(directory, "topics: {lanes: no.lanes, ledger: no.ledger, batches-prefix: no}");

        // When
        Invocation invocation = Invocation.of(Map.of(), (command + " --config " + file).split(" "));

        // Then
        assertThat(invocation.status()).isEqualTo(1);
        assertThat(invocation.out())
                .contains(command.startsWith("audit") ? "no.ledger" : "no.lanes", "'event-batcher validate'")
                .doesNotContain("no broker answers", "Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "audit --patience -5 | --patience: '-5' is no time",
                "lanes dead-letter behavioral --for 99999999999999h | no time of 24h at most",
                "lanes judge behavioral --for 25h | no time of 24h at most",
                "lanes dead-letter behavioral --for soon | no time of 24h at most",
                "lanes resume | or --source TOPIC"
            })
    void shouldRefuseWhatNoOrderCanMean(String command, String sentence, @TempDir Path directory) throws Exception {
        // Given
        String file = configuration(directory, "");

        // When
        Invocation invocation = Invocation.of(Map.of(), (command + " --config " + file).split(" "));

        // Then
        assertThat(invocation.status()).isEqualTo(2);
        assertThat(invocation.out()).contains(sentence).doesNotContain("Exception");
    }

    private static String configuration(Path directory, String more) throws IOException {
        return Files.writeString(
                        directory.resolve("event-batcher.yaml"),
                        "kafka: {bootstrap-servers: '%s'}\nregistry: {url: '%s'}\n%s"
                                .formatted(
                                        stack.broker().bootstrapServers(),
                                        stack.registry().url(),
                                        more))
                .toString();
    }

    @Test
    void shouldListASourceTopicThatIsHalted() {
        // Given
        Settings settings = settings(Map.of());
        LaneState halted = LaneState.ofSource("one", "events", "It is the wrong topic.", Instant.EPOCH, Instant.now());
        try (OperatorChannel board = OperatorChannel.start(
                ControlTopic.open(settings), settings, Clock.systemUTC(), () -> List.of(halted), order -> {})) {
            assertThat(board).isNotNull();

            // When
            List<LaneList.Row> last =
                    await().atMost(OperatorChannel.SILENT_AFTER).until(() -> listed(settings), rows -> !rows.isEmpty());

            // Then
            assertThat(last)
                    .singleElement()
                    .satisfies(row -> assertThat(row.state()).matches(halted::equals));
        }
    }

    private static List<LaneList.Row> listed(Settings settings) {
        try (ControlTopic control = ControlTopic.open(settings)) {
            return new LaneList(settings, Clock.systemUTC())
                    .read(control).stream()
                            .filter(row -> row.state().aboutSource())
                            .toList();
        }
    }
}
