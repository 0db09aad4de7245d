package io.eventbatcher.sandbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.sandbox.broker.EmbeddedBroker;
import io.eventbatcher.sandbox.broker.LoopbackPorts;
import io.eventbatcher.sandbox.registry.EmbeddedRegistry;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit statuses and what a terminal shows. */
class CommandsTest {
    private static final Map<String, String> TOKEN = Map.of(HubSpotSettings.TOKEN_VARIABLE, "s3cr3t-hush");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private String file(String yaml) throws Exception {
        return Files.writeString(directory.resolve("event-batcher.yaml"), yaml).toString();
    }

    private String nothingAnswers() throws Exception {
        return file(
                "kafka: {bootstrap-servers: 'localhost:%d'}\nregistry: {url: 'http://localhost:%d'}\nhubspot: {base-url: 'http://localhost:%d'}\n"
                        .formatted(LoopbackPorts.free(), LoopbackPorts.free(), LoopbackPorts.free()));
    }

    @Test
    void shouldTellAllThatIsWrongWithTheConfiguration() throws Exception {
        // Given
        String file = file("threads: 0\nspeed: 9\nkafka: {bootstrap-servers: 'b:1', properties: {acks: 1}}\n");

        // When
        Invocation run = Invocation.of(TOKEN, "run", "--config", file);

        // Then
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("threads: 0 is out of range; allowed are 1 to 64 (" + file + ":1)"))
                .anyMatch(line -> line.startsWith("speed: "))
                .anyMatch(line -> line.startsWith("kafka.properties.acks: "))
                .anyMatch(line -> line.startsWith("registry.url: is missing"));
    }

    @Test
    void shouldSayOnAlignedLinesThatNothingAnswers() throws Exception {
        // When
        Invocation validate = Invocation.of(TOKEN, "validate", "--config", nothingAnswers());

        // Then
        assertThat(validate.status()).isEqualTo(1);
        assertThat(validate.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("ok      configuration             4 values given"),
                        line -> assertThat(line).startsWith("ok      state-dir                 /"),
                        line -> assertThat(line)
                                .startsWith("FAILED  broker                    no broker answers at localhost:"),
                        line -> assertThat(line).startsWith("FAILED  registry                  http://localhost:"),
                        line -> assertThat(line).startsWith("FAILED  HubSpot behavioral        http://localhost:"),
                        line -> assertThat(line).startsWith("FAILED  HubSpot marketing-upsert  http://localhost:"),
                        line -> assertThat(line).startsWith("FAILED  HubSpot marketing-update  http://localhost:"));
        assertThat(validate.out()).doesNotContain("s3cr3t-hush", "\tat ");
    }

    @Test
    void shouldValidateOffline() throws Exception {
        // When
        Invocation validate = Invocation.of(TOKEN, "validate", "--offline", "--json", "--config", nothingAnswers());

        // Then
        JsonNode json = new ObjectMapper().readTree(validate.out());
        assertThat(validate.status()).isZero();
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("checks")).hasSize(1);
    }

    @Test
    void shouldPrintTheConfigurationWithoutItsSecrets() throws Exception {
        // When
        Invocation config = Invocation.of(
                Map.of(
                        HubSpotSettings.TOKEN_VARIABLE,
                        "s3cr3t-hush",
                        "EVENT_BATCHER_ROUTES_BEHAVIORAL_LANES",
                        "3",
                        "EVENT_BATCHER_KAFKA_PROPERTIES_SASL_JAAS_CONFIG",
                        "s3cr3t-hush-jaas"),
                "config",
                "--config",
                nothingAnswers());

        // Then
        assertThat(config.status()).isZero();
        assertThat(config.out()).doesNotContain("hush");
        assertThat(config.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "threads 2 default",
                        "routes.behavioral.lanes 3 EVENT_BATCHER_ROUTES_BEHAVIORAL_LANES",
                        "hubspot.token ******** EVENT_BATCHER_HUBSPOT_TOKEN",
                        "kafka.properties.sasl.jaas.config ******** EVENT_BATCHER_KAFKA_PROPERTIES_SASL_JAAS_CONFIG");
    }

    @Test
    void shouldCreateTopicsAndSchemasOnceAndSayWhatItDid() throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                EmbeddedRegistry registry = EmbeddedRegistry.start(0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            String file = file("kafka: {bootstrap-servers: '%s'}\nregistry: {url: '%s'}\n"
                    .formatted(broker.bootstrapServers(), registry.url()));

            // When
            Invocation dry = Invocation.here("topics", "--dry-run", "--sources", "3", "--config", file);
            Set<String> afterDryRun = admin.listTopics().names().get();
            Invocation first =
                    Invocation.here("topics", "--sources", "3", "--replication-factor", "1", "--config", file);
            Invocation second = Invocation.here("topics", "--config", file);
            Invocation unfit = Invocation.of(
                    Map.of("EVENT_BATCHER_ROUTES_BEHAVIORAL_LANES", "5"), "topics", "--json", "--config", file);

            // Then
            assertThat(new int[] {dry.status(), first.status(), second.status(), unfit.status()})
                    .containsExactly(0, 0, 0, 1);
            assertThat(afterDryRun).isEmpty();
            assertThat(dry.out().lines()).hasSize(16).allMatch(line -> line.matches("would (create|register) .*"));
            assertThat(first.out().lines()).hasSize(16).allMatch(line -> line.matches("(created|registered) .*"));
            assertThat(first.out())
                    .contains("created     topic   hubspot.behavioral-events              3 partitions, 1 copy");
            assertThat(second.out().lines()).hasSize(16).allMatch(line -> line.startsWith("ok  "));
            assertThat(new ObjectMapper().readTree(unfit.out())).anySatisfy(row -> {
                assertThat(row.path("result").asText()).isEqualTo("FAILED");
                assertThat(row.path("name").asText()).isEqualTo("hubspot.batches.behavioral");
            });
        }
    }

    @Test
    void shouldWarnOfOldCredentialsAtTheStart() throws Exception {
        // Given
        String file =
                file("kafka: {bootstrap-servers: 'no-such-host.invalid:1'}\nregistry: {url: 'http://localhost:1'}\n");

        // When
        Invocation run = Invocation.of(
                Map.of(
                        HubSpotSettings.TOKEN_VARIABLE,
                        HubSpotAccount.DEFAULT_TOKEN,
                        "EVENT_BATCHER_HUBSPOT_AUTH",
                        "hapikey",
                        "EVENT_BATCHER_ROUTES_BEHAVIORAL_API",
                        "v3",
                        "EVENT_BATCHER_ROUTES_MARKETING_UPSERT_ENABLED",
                        "false",
                        "EVENT_BATCHER_ROUTES_MARKETING_UPDATE_ENABLED",
                        "false"),
                "run",
                "--config",
                file);

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("Service HubSpot has not accepted API keys (hapikey) since November 2022")
                .contains("Kafka is not as it should be: the client cannot be made (No resolvable bootstrap urls")
                .doesNotContain("\tat ", HubSpotAccount.DEFAULT_TOKEN);
    }
}
