package io.eventbatcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Settings made in code: defaults, but for some keys. */
class SettingsTest {
    @Test
    void shouldOverrideDefaultsByKey() {
        // When
        Settings settings = Settings.of(Map.of(
                "kafka.bootstrap-servers", "broker:9092",
                "registry.url", "http://registry:8081",
                "hubspot.halt.judge-after", "1s",
                "routes.behavioral.lanes", "3",
                "kafka.properties.linger.ms", "7"));

        // Then
        assertThat(settings.hubspot().halt().judgeAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.hubspot().halt().rejectedInputs()).isEqualTo(20);
        assertThat(settings.route(Route.BEHAVIORAL).lanes()).isEqualTo(3);
        assertThat(settings.kafka().properties()).containsExactly(Map.entry("linger.ms", "7"));
    }

    @Test
    void shouldReportEveryFaultOfOverridesAtOnce() {
        // When
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> Settings.of(Map.of("threads", "0", "speed", "9", "registry.url", "http://registry:8081")));

        // Then
        assertThat(refused.findings())
                .containsExactlyInAnyOrder(
                        "threads: 0 is out of range; allowed are 1 to 64 (given).",
                        "speed: there is no such key.",
                        "kafka.bootstrap-servers: is missing; set it, such as localhost:9092, or"
                                + " EVENT_BATCHER_KAFKA_BOOTSTRAP_SERVERS.");
    }

    @Test
    void shouldOpenNoConsoleToOtherMachinesWithoutAToken() {
        // Given
        HttpSettings.Console open =
                new HttpSettings.Console(true, Secret.NONE, Secret.NONE, List.of("localhost"), Optional.empty());
        HttpSettings.Console closed = new HttpSettings.Console(
                true, Secret.NONE, new Secret("a-token-to-act-with"), List.of("localhost"), Optional.empty());

        // When
        Optional<String> reached = new HttpSettings(Optional.of(9464), "0.0.0.0", open).openConsole();
        Optional<String> loopback = new HttpSettings(Optional.of(9464), "127.0.0.1", open).openConsole();
        Optional<String> withToken = new HttpSettings(Optional.of(9464), "0.0.0.0", closed).openConsole();

        // Then
        assertThat(reached.orElse("")).contains("http.host", "0.0.0.0", "EVENT_BATCHER_CONSOLE_ACT_TOKEN", "127.0.0.1");
        assertThat(loopback).isEmpty();
        assertThat(withToken).isEmpty();
    }
}
