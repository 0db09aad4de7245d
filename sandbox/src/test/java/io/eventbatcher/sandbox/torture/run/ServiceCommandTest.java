package io.eventbatcher.sandbox.torture.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceCommandTest {
    @Test
    void shouldLeaveNothingOfTheShellsOwnServiceToTheKitsProcesses() {
        // Given
        Map<String, String> environment = new HashMap<>(Map.of(
                "EVENT_BATCHER_HUBSPOT_TOKEN_FILE", "/run/secrets/hubspot",
                "EVENT_BATCHER_KAFKA_BOOTSTRAP_SERVERS", "production:9092",
                "EVENT_BATCHER_LOG_LEVEL", "DEBUG",
                "PATH", "/bin"));

        // When
        ServiceCommand.isolate(environment, "token-1");

        // Then
        assertThat(environment)
                .containsOnly(
                        Map.entry("EVENT_BATCHER_HUBSPOT_TOKEN", "token-1"),
                        Map.entry("EVENT_BATCHER_LOG_LEVEL", "DEBUG"),
                        Map.entry("EVENT_BATCHER_LIBRARY_LOG_LEVEL", "INFO"),
                        Map.entry("PATH", "/bin"));
    }
}
