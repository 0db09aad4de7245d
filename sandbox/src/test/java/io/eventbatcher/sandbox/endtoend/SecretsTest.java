package io.eventbatcher.sandbox.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.access.OAuth;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The service as it runs, told to log all that it and its libraries can, on good days and bad. What the other tests print is
 * looked at by the build, with config/printed-secrets.xml.
 */
@ExtendWith(SharedStack.class)
class SecretsTest {
    /** Part of every secret here, the access tokens that the simulator gives included. */
    private static final String SECRET = "s3cr3t-";

    private static final int EVENTS = 20;

    @Test
    void shouldShowNoSecretToAnybodyHoweverMuchIsLogged(EmbeddedStack stack) throws Exception {
        // Given
        try (Pipeline pipeline =
                Pipeline.create(stack, "secrets", Pipeline.only(Route.BEHAVIORAL, "hubspot.auth", "oauth"))) {
            OAuth.Grant grant =
                    new OAuth.Grant(SECRET + "id", SECRET + "app", SECRET + "refresh", Duration.ofMinutes(5), true);
            pipeline.hubSpot().oauth().grant(grant);
            Process service = start(pipeline, grant);
            try {
                publish(pipeline, "good");
                awaitAccepted(pipeline, EVENTS);
                pipeline.hubSpot().oauth().expireTokens();
                publish(pipeline, "expired");
                awaitAccepted(pipeline, 2 * EVENTS);

                // When
                pipeline.hubSpot().oauth().revoke();
                publish(pipeline, "revoked");
                await().atMost(Pipeline.PATIENCE)
                        .until(() -> pipeline.hubSpot().oauth().refused() > 0
                                && log(pipeline).contains("BAD_REFRESH_TOKEN"));
            } finally {
                ServiceProcess.terminate(service);
            }

            // Then
            String log = log(pipeline);
            assertThat(log)
                    .as("what was logged")
                    .contains("DEBUG", "okhttp3", "An access token was fetched", "BAD_REFRESH_TOKEN", "********");
            assertThat(log.lines().filter(line -> line.contains(SECRET))).isEmpty();
            for (String topic : List.of("receipts", "dead-letters", "ledger", "rates")) {
                assertThat(pipeline.read("secrets." + topic))
                        .as("the topic " + topic)
                        .noneMatch(SecretsTest::showsASecret);
            }
            assertThat(pipeline.deadLetters()).isEmpty();
        }
    }

    private static Process start(Pipeline pipeline, OAuth.Grant grant) throws Exception {
        Path logging = Files.writeString(pipeline.directory().resolve("logging.properties"), """
                handlers = java.util.logging.ConsoleHandler
                .level = INFO
                okhttp3.level = ALL
                java.util.logging.ConsoleHandler.level = ALL
                """);
        Path file = Files.writeString(
                pipeline.directory().resolve("event-batcher.yaml"),
                pipeline.configuration().text());
        Map<String, String> environment = new HashMap<>();
        environment.put("EVENT_BATCHER_HUBSPOT_OAUTH_CLIENT_ID", grant.clientId());
        environment.put("EVENT_BATCHER_HUBSPOT_OAUTH_CLIENT_SECRET", grant.clientSecret());
        environment.put("EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN", grant.refreshToken());
        environment.put("EVENT_BATCHER_REGISTRY_BEARER_TOKEN", SECRET + "registry");
        environment.put("EVENT_BATCHER_KAFKA_PROPERTIES_SSL_KEY_PASSWORD", SECRET + "kafka");
        environment.put("EVENT_BATCHER_LOG_LEVEL", "TRACE");
        environment.put("EVENT_BATCHER_LIBRARY_LOG_LEVEL", "DEBUG");
        environment.put("JAVA_TOOL_OPTIONS", "-Djava.util.logging.config.file=" + logging);
        return ServiceProcess.command(environment, "run", "--config", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(logFile(pipeline).toFile())
                .start();
    }

    private static void publish(Pipeline pipeline, String name) {
        for (int i = 0; i < EVENTS; i++) {
            pipeline.sources().publish(Route.BEHAVIORAL, 0, SimulatorEvents.behavioral(name + i));
        }
    }

    private static void awaitAccepted(Pipeline pipeline, int events) {
        await().atMost(Pipeline.PATIENCE)
                .until(() -> pipeline.hubSpot()
                                .journal()
                                .counters(Endpoint.BEHAVIORAL)
                                .distinctAccepted()
                        >= events);
    }

    private static boolean showsASecret(ConsumerRecord<byte[], byte[]> one) {
        StringBuilder all = new StringBuilder();
        one.headers().forEach(header -> all.append(text(header.value())));
        return all.append(text(one.key())).append(text(one.value())).toString().contains(SECRET);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    private static Path logFile(Pipeline pipeline) {
        return pipeline.directory().resolve("event-batcher.log");
    }

    private static String log(Pipeline pipeline) throws Exception {
        return Files.readString(logFile(pipeline));
    }
}
