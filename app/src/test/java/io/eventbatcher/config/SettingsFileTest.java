package io.eventbatcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.route.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    private static final String LEAST = """
            kafka: {bootstrap-servers: 'broker:9092'}
            registry: {url: 'http://registry:8081'}
            """;

    @Test
    void shouldFillWhatTheFileLeavesOutWithTheDocumentedDefaults() {
        Settings settings = SettingsFile.parse(LEAST, Map.of());

        assertThat(settings.applicationId()).isEqualTo("event-batcher");
        assertThat(settings.dedupe().window()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.hubspot().baseUrl()).hasToString("https://api.hubapi.com");
        assertThat(settings.enabledRoutes()).containsExactly(Route.values());
        assertThat(settings.route(Route.BEHAVIORAL).lanes()).isEqualTo(8);
        assertThat(settings.route(Route.MARKETING_UPSERT).linger()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.topics().batches(Route.MARKETING_UPDATE)).isEqualTo("hubspot.batches.marketing-update");
    }

    @Test
    void shouldReadARouteAsStated() {
        Settings settings = SettingsFile.parse(
                LEAST
                        + "routes: {behavioral: {lanes: 3, linger: 250ms, max-inputs: 20}, marketing-update: {enabled: false}}",
                Map.of());

        assertThat(settings.route(Route.BEHAVIORAL).lanes()).isEqualTo(3);
        assertThat(settings.route(Route.BEHAVIORAL).linger()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.route(Route.BEHAVIORAL).maxInputs()).isEqualTo(20);
        assertThat(settings.enabledRoutes()).containsExactly(Route.BEHAVIORAL, Route.MARKETING_UPSERT);
    }

    @Test
    void shouldTakeTheTokenFromTheEnvironmentAndNeverShowIt() {
        Settings settings = SettingsFile.parse(LEAST, Map.of(SettingsFile.TOKEN, "pat-na1-secret"));

        assertThat(settings.hubspot().token().reveal()).isEqualTo("pat-na1-secret");
        assertThat(settings.toString()).doesNotContain("pat-na1-secret");
    }

    @Test
    void shouldTakeTheTokenFromAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "from-file\n");

        Settings settings = SettingsFile.parse(LEAST, Map.of(SettingsFile.TOKEN_FILE, file.toString()));

        assertThat(settings.hubspot().token().reveal()).isEqualTo("from-file");
    }

    @Test
    void shouldNotShowPassedThroughProperties() {
        Settings settings = SettingsFile.parse(
                "kafka: {bootstrap-servers: 'b:1', properties: {sasl.jaas.config: hush}}\nregistry: {url: 'http://r'}",
                Map.of());

        assertThat(settings.kafka().properties()).containsEntry("sasl.jaas.config", "hush");
        assertThat(settings.toString()).doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                           | kafka.bootstrap-servers
            kafka: {bootstrap-servers: x}                | registry.url
            speed: 9                                     | speed: there is no such key
            threads: many                                | threads
            threads: 0                                   | threads: 0 is out of range; allowed are 1 to 64
            routes: {behavioral: {linger: fast}}         | routes.behavioral.linger: 'fast' is no duration
            routes: {behavioral: {max-inputs: 501}}      | routes.behavioral.max-inputs: 501 is out of range
            routes: {marketing-upsert: {in-flight: 2}}   | routes.marketing-upsert.in-flight: 2 is out of range
            routes: {events: {lanes: 2}}                 | routes.events: there is no such route
            hubspot: {token: abc}                        | hubspot.token: a secret does not belong
            dedupe: {window: 0s}                         | dedupe.window
            '[1, 2]'                                     | The configuration
            """)
    void shouldRefuseWhatCannotWorkNamingTheKey(String yaml, String message) {
        String text = yaml.startsWith("{}") || yaml.startsWith("kafka") || yaml.startsWith("[") ? yaml : LEAST + yaml;

        assertThatThrownBy(() -> SettingsFile.parse(text, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseAPropertyTheGuaranteesDependOn() {
        assertThatThrownBy(() -> SettingsFile.parse(
                        "kafka: {bootstrap-servers: 'b:1', properties: {isolation.level: read_uncommitted}}", Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("kafka.properties.isolation.level");
    }

    @Test
    void shouldSayThatTheFileIsMissing(@TempDir Path directory) {
        Path missing = directory.resolve("no.yaml");

        assertThatThrownBy(() -> SettingsFile.read(missing, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no.yaml does not exist");
    }
}
