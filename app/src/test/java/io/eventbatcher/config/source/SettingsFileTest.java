package io.eventbatcher.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.KafkaSettings;
import io.eventbatcher.config.RouteSettings.Api;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.route.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    static final String LEAST = """
        kafka: {bootstrap-servers: 'broker:9092'}
        registry: {url: 'http://registry:8081'}
        """;

    private static final String PREFIX = "EVENT_BATCHER_";

    private Path directory;

    @BeforeEach
    void open(@TempDir Path ofThisTest) {
        directory = ofThisTest;
    }

    @Test
    void shouldFillWhatTheFileLeavesOutWithTheDocumentedDefaults() {
        // When
        Settings settings = SettingsFile.parse(LEAST, Map.of());

        // Then
        assertThat(settings.applicationId()).isEqualTo("event-batcher");
        assertThat(settings.instance()).isNotBlank();
        assertThat(settings.dedupe().window()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.hubspot().baseUrl()).hasToString("https://api.hubapi.com");
        assertThat(settings.enabledRoutes()).containsExactly(Route.values());
        assertThat(settings.route(Route.BEHAVIORAL).lanes()).isEqualTo(8);
        assertThat(settings.route(Route.BEHAVIORAL).api()).isEqualTo(Api.BATCH);
        assertThat(settings.route(Route.MARKETING_UPSERT).linger()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.topics().batches(Route.MARKETING_UPDATE)).isEqualTo("hubspot.batches.marketing-update");
        assertThat(settings.registry().login().basic()).isFalse();
    }

    @Test
    void shouldReadARouteAsStated() {
        // When
        Settings settings = SettingsFile.parse(
                LEAST
                        + "routes: {behavioral: {lanes: 3, linger: 250ms, max-inputs: 20}, marketing-update: {enabled:"
                        + " false}}",
                Map.of());

        // Then
        assertThat(settings.route(Route.BEHAVIORAL).lanes()).isEqualTo(3);
        assertThat(settings.route(Route.BEHAVIORAL).linger()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.route(Route.BEHAVIORAL).maxInputs()).isEqualTo(20);
        assertThat(settings.enabledRoutes()).containsExactly(Route.BEHAVIORAL, Route.MARKETING_UPSERT);
    }

    @Test
    void shouldTakeDottedNamesForNestedOnes() {
        // When
        Settings settings =
                SettingsFile.parse(LEAST + "routes.behavioral.lanes: 3\nhubspot.rate: {reserve-percent: 0}", Map.of());

        // Then
        assertThat(settings.route(Route.BEHAVIORAL).lanes()).isEqualTo(3);
        assertThat(settings.hubspot().rate().reservePercent()).isZero();
    }

    @Test
    void shouldFollowTheApiWithPathAndInputs() {
        // When
        Settings settings = SettingsFile.parse(LEAST + "routes: {behavioral: {api: v3}}", Map.of());

        // Then
        assertThat(settings.route(Route.BEHAVIORAL).path()).isEqualTo("/events/v3/send");
        assertThat(settings.route(Route.BEHAVIORAL).maxInputs()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"url: [http://a:1, https://b/x]", "url: 'http://a:1, https://b/x'"})
    void shouldReadSeveralRegistries(String urls) {
        // When
        Settings settings = SettingsFile.parse("kafka: {bootstrap-servers: 'b:1'}\nregistry: {" + urls + "}", Map.of());

        // Then
        assertThat(settings.registry().urls()).map(Object::toString).containsExactly("http://a:1", "https://b/x");
    }

    /** The rule is the same for all, so one test per key would say no more. */
    @Test
    void shouldLetTheEnvironmentOverrideEveryKey() {
        // Given
        Map<String, String> environment = new HashMap<>();
        for (Key<?> key : Settings.TABLE.keys()) {
            if (key.fallback() != Key.Fallback.OPEN) {
                environment.put(key.variable(), key.instead());
            }
        }

        // When
        Configuration configuration = configuration("threads: 7\nroutes: {behavioral: {lanes: 3}}", environment);

        // Then
        assertThat(configuration.settings().threads()).isEqualTo(2);
        assertThat(configuration.rows())
                .filteredOn(row -> environment.containsKey(variableOf(row.key())))
                .allSatisfy(row -> assertThat(row.source()).isEqualTo(variableOf(row.key())));
        assertThat(environment).containsKey("EVENT_BATCHER_ROUTES_BEHAVIORAL_LANES");
    }

    private static String variableOf(String key) {
        return Settings.TABLE.named(key).map(Key::variable).orElse("none");
    }

    private Configuration configuration(String yaml, Map<String, String> environment) {
        try {
            return SettingsFile.configuration(
                    Files.writeString(directory.resolve("configuration.yaml"), yaml), environment);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldSayWhereEachValueIsFrom() {
        // When
        Configuration configuration =
                configuration(LEAST + "threads: 3\n", Map.of("EVENT_BATCHER_DEDUPE_WINDOW", "1h"));

        // Then
        assertThat(configuration.rows())
                .anySatisfy(row -> {
                    assertThat(row.key()).isEqualTo("threads");
                    assertThat(row.value()).isEqualTo("3");
                    assertThat(row.source()).endsWith(".yaml:3");
                })
                .contains(new Configuration.Row("dedupe.window", "1h", "EVENT_BATCHER_DEDUPE_WINDOW"))
                .contains(new Configuration.Row("state-dir", "state", "default"));
    }

    @ParameterizedTest
    @CsvSource({
        "SASL_MECHANISM, sasl.mechanism",
        "PRODUCER_LINGER_MS, producer.linger.ms",
        "METRIC_SOME__NAME, metric.some-name",
        "MY___OWN_KEY, my_own.key"
    })
    void shouldMapVariablesToPassedThroughProperties(String variable, String property) {
        // When
        Settings settings = SettingsFile.parse(
                LEAST, Map.of(PREFIX + "KAFKA_PROPERTIES_" + variable, property.endsWith("ms") ? "5" : "PLAIN"));

        // Then
        assertThat(settings.kafka().properties()).containsOnlyKeys(property);
        assertThat(VariableNames.variable("kafka.properties", property))
                .isEqualTo(PREFIX + "KAFKA_PROPERTIES_" + variable);
    }

    @Test
    void shouldGiveEachKindOfClientItsOwnProperties() {
        // When
        KafkaSettings kafka = SettingsFile.parse("""
            kafka:
              bootstrap-servers: b:1
              properties:
                security.protocol: SSL
                enable.metrics.push: true
                consumer.fetch.min.bytes: 2
                producer.linger.ms: 7
                main.consumer.max.poll.records: 9
            registry: {url: 'http://r'}
            """, Map.of()).kafka();

        // Then
        Map<String, String> all =
                Map.of("security.protocol", "SSL", "enable.metrics.push", "true", "metric.reporters", "");
        assertThat(kafka.consumerProperties())
                .containsAllEntriesOf(all)
                .containsEntry("fetch.min.bytes", "2")
                .hasSize(4);
        assertThat(kafka.producerProperties())
                .containsAllEntriesOf(all)
                .containsEntry("linger.ms", "7")
                .hasSize(4);
        assertThat(kafka.adminProperties()).isEqualTo(all);
    }

    @Test
    void shouldIgnoreWhatKubernetesSetsForAServiceOfOurName() {
        // When
        Settings settings = SettingsFile.parse(
                LEAST,
                Map.of(
                        "EVENT_BATCHER_SERVICE_HOST", "10.0.0.1",
                        "EVENT_BATCHER_PORT", "tcp://10.0.0.1:80",
                        "EVENT_BATCHER_PORT_80_TCP_ADDR", "10.0.0.1",
                        "EVENT_BATCHER_METRICS_SERVICE_PORT_HTTP", "80",
                        "EVENT_BATCHER_JVM", "-Xmx1g",
                        "EVENT_BATCHER_THREADS", ""));

        // Then
        assertThat(settings.threads()).isEqualTo(2);
    }

    @Test
    void shouldTakeSecretsFromTheEnvironmentAndNeverShowThem() {
        // Given
        Map<String, String> environment = Map.of(
                HubSpotSettings.TOKEN_VARIABLE,
                "s3cr3t-hush-1",
                "EVENT_BATCHER_REGISTRY_USERNAME",
                "ada",
                "EVENT_BATCHER_REGISTRY_PASSWORD",
                "s3cr3t-hush-2",
                "EVENT_BATCHER_KAFKA_PROPERTIES_SASL_JAAS_CONFIG",
                "s3cr3t-hush-3",
                "EVENT_BATCHER_AVRO_DESERIALIZER",
                "a.B",
                "EVENT_BATCHER_AVRO_PROPERTIES_BASIC_AUTH_USER_INFO",
                "s3cr3t-hush-4");

        // When
        Configuration configuration = configuration(LEAST, environment);

        // Then
        assertThat(configuration.settings().hubspot().token().reveal()).isEqualTo("s3cr3t-hush-1");
        assertThat(configuration.settings().registry().login().password().reveal())
                .isEqualTo("s3cr3t-hush-2");
        assertThat(configuration.settings().kafka().properties()).containsEntry("sasl.jaas.config", "s3cr3t-hush-3");
        assertThat(configuration.settings().avro().properties()).containsEntry("basic.auth.user.info", "s3cr3t-hush-4");
        assertThat(configuration.toString()).doesNotContain("hush").contains("sasl.jaas.config", "********");
    }

    @Test
    void shouldTakeSecretsFromFiles() throws Exception {
        // Given
        Path token = Files.writeString(directory.resolve("token"), "from-file\n");
        Path jaas = Files.writeString(directory.resolve("jaas"), "login required;\n");

        // When
        Settings settings = SettingsFile.parse(
                LEAST,
                Map.of(
                        HubSpotSettings.TOKEN_FILE_VARIABLE,
                        token.toString(),
                        "EVENT_BATCHER_KAFKA_PROPERTIES_SASL_JAAS_CONFIG_FILE",
                        jaas.toString()));

        // Then
        assertThat(settings.hubspot().token().reveal()).isEqualTo("from-file");
        assertThat(settings.kafka().properties()).isEqualTo(Map.of("sasl.jaas.config", "login required;"));
    }

    @Test
    void shouldLetAPropertySayWhereItsSecretIs() {
        // When
        Settings settings = SettingsFile.parse(
                "kafka: {bootstrap-servers: 'b:1', properties: {ssl.key.password: '${file:/run/k:p}'}}\n"
                        + "registry: {url: 'http://r'}",
                Map.of());

        // Then
        assertThat(settings.kafka().properties()).containsEntry("ssl.key.password", "${file:/run/k:p}");
    }

    @Test
    void shouldNameTheTokensVariablesAsTheTableDoes() {
        assertThat(List.of(HubSpotSettings.TOKEN_VARIABLE, HubSpotSettings.TOKEN_FILE_VARIABLE))
                .containsExactly(variableOf("hubspot.token"), variableOf("hubspot.token") + Key.FILE);
    }

    @Test
    void shouldDoWithoutCredentialsForThoseWhoDoNotNeedThem() {
        // Given
        Map<String, String> environment = Map.of(
                HubSpotSettings.TOKEN_FILE_VARIABLE,
                "/no/such",
                "EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN_FILE",
                "/no/such",
                "EVENT_BATCHER_HUBSPOT_OAUTH_WRITE_REFRESH_TOKEN",
                "true",
                "EVENT_BATCHER_THREADS",
                "3");

        // When
        Settings settings = SettingsFile.parse(LEAST, HubSpotSettings.withoutCredentials(environment));

        // Then
        assertThat(settings.threads()).isEqualTo(3);
    }
}
