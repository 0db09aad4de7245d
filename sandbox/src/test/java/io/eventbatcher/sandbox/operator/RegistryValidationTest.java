package io.eventbatcher.sandbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.broker.LoopbackPorts;
import io.eventbatcher.service.Check;
import io.eventbatcher.service.Validation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Validation of registries and schemas. */
class RegistryValidationTest {
    @AutoClose
    private static final ValidationWorld WORLD = new ValidationWorld();

    @AfterEach
    void mendTheRegistry() {
        WORLD.registry().answerNormally();
    }

    @Test
    void shouldNameAWebServerThatIsNoRegistry() {
        // When: the simulator answers an unknown path with a page of HTML
        List<Check> failures = WORLD.failures(WORLD.settings(
                Map.of("EVENT_BATCHER_REGISTRY_URL", WORLD.hubSpot.baseUrl().toString())));

        // Then
        assertThat(failures).singleElement().satisfies(check -> {
            assertThat(check.what()).isEqualTo("registry");
            assertThat(check.detail())
                    .startsWith("404 at " + WORLD.hubSpot.baseUrl())
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
        WORLD.registry().answerWith(status);

        // When
        List<Check> failures = WORLD.failures(WORLD.settings(Map.of()));

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
        List<Check> checks = Validation.run(WORLD.settings(Map.of(
                "EVENT_BATCHER_REGISTRY_URL", dead + "," + WORLD.registry().url())));

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
    void shouldMakeAndConfigureAnotherVendorsDeserializer() {
        // Given
        String missing = "avro: {deserializer: io.confluent.kafka.serializers.KafkaAvroDeserializer}";
        String present = "avro: {deserializer: org.apache.kafka.common.serialization.StringDeserializer}";

        // When
        List<Check> failures = WORLD.failures(WORLD.settings(Map.of(), missing));

        // Then
        assertThat(failures).singleElement().satisfies(check -> {
            assertThat(check.what()).isEqualTo("deserializer");
            assertThat(check.detail())
                    .contains("avro.deserializer", "ClassNotFoundException", "KafkaAvroDeserializer", "class path");
        });
        assertThat(WORLD.failures(WORLD.settings(Map.of(), present))).isEmpty();
    }

    @Test
    void shouldNameASubjectOfAnotherRecord() {
        // When
        List<Check> failures = WORLD.failures(WORLD.settings(
                Map.of("EVENT_BATCHER_ROUTES_BEHAVIORAL_TOPIC", "hubspot.marketing-event-updates"),
                "routes: {marketing-update: {enabled: false}}"));

        // Then
        assertThat(failures).singleElement().satisfies(check -> {
            assertThat(check.what()).isEqualTo("schema hubspot.marketing-event-updates-value");
            assertThat(check.detail()).contains("is of MarketingEventUpdate, not of BehavioralEvent");
        });
    }
}
