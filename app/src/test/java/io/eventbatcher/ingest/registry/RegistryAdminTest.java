package io.eventbatcher.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.RegistrySettings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.ingest.registry.RegistryAdmin.Result;
import io.eventbatcher.ingest.registry.RegistryAdmin.State;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryAdminTest {
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void open() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static RegistrySettings settings(String url, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("EVENT_BATCHER_KAFKA_BOOTSTRAP_SERVERS", "b:1");
        environment.put("EVENT_BATCHER_REGISTRY_URL", url);
        return SettingsFile.parse("", environment).registry();
    }

    private RegistryAdmin admin(String path, Map<String, String> more) {
        RegistrySettings settings = settings(server.url(path).toString(), more);
        return new RegistryAdmin(settings, settings.url(), Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"/, /subjects", "/api/registry, /api/registry/subjects", "/api/registry/, /api/registry/subjects"})
    void shouldAskBelowTheBaseUrl(String base, String asked) throws Exception {
        // Given
        server.enqueue(new MockResponse.Builder().body("[\"a-value\"]").build());

        // When
        try (RegistryAdmin admin = admin(base, Map.of())) {
            Result result = admin.probe();

            // Then
            RecordedRequest request = server.takeRequest();
            assertThat(result.state()).isEqualTo(State.GOOD);
            assertThat(request.getTarget()).isEqualTo(asked);
            assertThat(request.getHeaders().get("Authorization")).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EVENT_BATCHER_REGISTRY_USERNAME=ada;EVENT_BATCHER_REGISTRY_PASSWORD=pässword, Basic YWRhOnDDpHNzd29yZA==",
        "EVENT_BATCHER_REGISTRY_BEARER_TOKEN=abc, Bearer abc"
    })
    void shouldSayWhoWeAre(String variables, String authorization) throws Exception {
        // Given
        server.enqueue(new MockResponse.Builder().body("{\"id\": 7}").build());
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.split(";", -1)) {
            environment.put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
        }

        // When
        try (RegistryAdmin admin = admin("/", environment)) {
            Result result = admin.register(Route.BEHAVIORAL, "a/b");

            // Then
            RecordedRequest request = server.takeRequest();
            assertThat(result.detail()).isEqualTo("registered as id 7");
            assertThat(request.getTarget()).isEqualTo("/subjects/a%2Fb-value/versions");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo(authorization);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            404 | {"error_code": 40401} | ABSENT | is not registered
            404 | {"error_code": 404}   | FAILED | is not what a schema registry answers
            404 | <html>Not here</html> | FAILED | is not what a schema registry answers
            200 | <html>Log in</html>   | FAILED | is not what a schema registry answers
            401 | {}                    | FAILED | does not know us
            302 | {}                    | FAILED | no reason given
            409 | {"message": "field x"} | FAILED | incompatible with the registered one: field x
            500 | {}                    | FAILED | in trouble
            """)
    void shouldTellAnAnswerFromATrouble(int status, String body, State state, String detail) {
        // Given
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());

        // When
        try (RegistryAdmin admin = admin("/", Map.of())) {
            Result result = admin.lookUp(Route.BEHAVIORAL, "events");

            // Then
            assertThat(result.state()).isEqualTo(state);
            assertThat(result.detail()).contains(detail);
        }
    }

    @Test
    void shouldNameARuleThatOurDeserializerDoesNotExecute() throws Exception {
        // Given
        server.enqueue(new MockResponse.Builder()
                .body(
                        "{\"schema\":\"{\\\"name\\\":\\\"BehavioralEvent\\\"}\",\"ruleSet\":{\"domainRules\":[{\"name\":\"encryptPII\",\"type\":\"ENCRYPT\"}]}}")
                .build());

        // When
        try (RegistryAdmin admin = admin("/", Map.of())) {
            Result result = admin.latest(Route.BEHAVIORAL, "events", false);

            // Then
            assertThat(result.state()).isEqualTo(State.FAILED);
            assertThat(result.detail()).contains("encryptPII", "avro.deserializer");
        }
    }

    @Test
    void shouldLeaveRulesToAnotherVendorsDeserializer() throws Exception {
        // Given
        server.enqueue(new MockResponse.Builder()
                .body(
                        "{\"schema\":\"{\\\"name\\\":\\\"BehavioralEvent\\\"}\",\"version\":3,\"ruleSet\":{\"domainRules\":[{\"name\":\"encryptPII\"}]}}")
                .build());

        // When
        try (RegistryAdmin admin = admin("/", Map.of())) {
            Result result = admin.latest(Route.BEHAVIORAL, "events", true);

            // Then
            assertThat(result).isEqualTo(new Result(State.GOOD, "version 3 of BehavioralEvent", 0));
        }
    }

    @Test
    void shouldSayThatAStoreCannotBeOpened(@TempDir Path directory) throws Exception {
        // Given
        Path store = Files.writeString(directory.resolve("trust.p12"), "no store");
        RegistrySettings settings =
                settings("https://registry", Map.of("EVENT_BATCHER_REGISTRY_TRUSTSTORE_PATH", store.toString()));

        // When
        assertThatThrownBy(() -> new RegistryAdmin(settings, settings.url(), Duration.ofSeconds(1)))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("registry.truststore.path: " + store + " cannot be opened")
                .hasMessageContaining("check registry.truststore.type and registry.truststore.password");
    }
}
