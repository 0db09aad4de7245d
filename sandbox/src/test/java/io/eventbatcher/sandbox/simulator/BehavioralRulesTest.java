package io.eventbatcher.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.sandbox.simulator.access.RateLimits;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.simulator.rules.Strictness;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for events; one simulator serves all of them, since what is refused leaves nothing behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehavioralRulesTest {
    private static final String NAME = "\"eventName\":\"pe1234567_signed_up\",\"email\":\"ada@example.com\"";

    private HubSpotSimulator simulator;
    private Client client;

    @BeforeAll
    void start() {
        simulator = HubSpotSimulator.start(SimulatorSettings.defaults()
                .withStrictness(Strictness.STRICT)
                .withLimits(RateLimits.none())
                .withAccount(HubSpotAccount.defaults().withEventDefinitions(Set.of("pe1234567_signed_up"))));
        client = new Client(simulator);
    }

    @AfterAll
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{" + NAME + ",\"properties\":{}}",
                "{" + NAME + ",\"properties\":{\"a_1\":\"+49 30 1\"},\"uuid\":\"x\",\"utk\":\"t\",\"objectId\":\"1\"}",
                "{" + NAME + ",\"properties\":{},\"occurredAt\":\"2020-02-29T23:59:59Z\"}",
                "{" + NAME + ",\"properties\":{},\"occurredAt\":\"2020-02-29T23:59:59.123456+01:00\",\"utk\":null}",
                "{\"eventName\":\"pe1234567_signed_up\",\"objectId\":\"7\",\"properties\":{}}",
                "{\"eventName\":\"pe1234567_signed_up\",\"utk\":\"7\",\"properties\":{}}",
            })
    void shouldAcceptALegalEvent(String input) throws Exception {
        // When
        HttpResponse<String> response = client.post(Endpoint.BEHAVIORAL, Client.batch(input));

        // Then
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
    }

    static Stream<Arguments> illegal() {
        return Stream.of(
                arguments("{\"email\":\"a\",\"properties\":{}}", "eventName", "is required"),
                arguments("{\"eventName\":\"pe1_signed_up\",\"email\":\"a\",\"properties\":{}}", "eventName", "form"),
                arguments("{\"eventName\":\"signed_up\",\"email\":\"a\",\"properties\":{}}", "eventName", "form"),
                arguments(
                        "{\"eventName\":\"pe1234567_x\",\"email\":\"a\",\"properties\":{}}",
                        "eventName",
                        "does not exist"),
                arguments("{\"eventName\":5,\"email\":\"a\",\"properties\":{}}", "eventName", "must be text"),
                arguments("{" + NAME + "}", "properties", "is required"),
                arguments("{" + NAME + ",\"properties\":[]}", "properties", "must be an object"),
                arguments("{" + NAME + ",\"properties\":{\"a\":5}}", "properties.a", "must be text"),
                arguments("{" + NAME + ",\"properties\":{\"a\":null}}", "properties.a", "must be text"),
                arguments("{" + NAME + ",\"properties\":{\"1a\":\"v\"}}", "properties", "not a property name"),
                arguments("{" + NAME + ",\"properties\":{\"a-b\":\"v\"}}", "properties", "not a property name"),
                arguments("{" + NAME + ",\"properties\":{\"\":\"v\"}}", "properties", "not a property name"),
                arguments(properties(1, 51, 1), "properties", "not a property name"),
                arguments(properties(51, 10, 1), "properties", "has 51 properties"),
                arguments(properties(1, 10, 257), "properties.p000000000", "has 257 characters"),
                arguments("{" + NAME + ",\"properties\":{},\"occurredAt\":\"yesterday\"}", "occurredAt", "ISO 8601"),
                arguments(
                        "{" + NAME + ",\"properties\":{},\"occurredAt\":\"2026-02-30T00:00:00Z\"}",
                        "occurredAt",
                        "ISO"),
                arguments(
                        "{" + NAME + ",\"properties\":{},\"occurredAt\":\"2026-02-03T00:00:00\"}", "occurredAt", "ISO"),
                arguments(
                        "{" + NAME + ",\"properties\":{},\"occurredAt\":1700000000000}", "occurredAt", "must be text"),
                arguments("{" + NAME + ",\"properties\":{},\"colour\":\"red\"}", "colour", "not a field"),
                arguments("{\"eventName\":\"pe1234567_signed_up\",\"properties\":{}}", "", "email, utk, or objectId"));
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void shouldRefuseTheWholeBatchAndNameTheInputAndTheReason(String bad, String field, String reason)
            throws Exception {
        // Given
        long before = accepted();

        // When
        HttpResponse<String> response = client.post(Endpoint.BEHAVIORAL, Client.batch(Client.event("good"), bad));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode error = Client.json(response);
        assertThat(error.path("category").asText()).isEqualTo("VALIDATION_ERROR");
        assertThat(error.path("message").asText()).contains("inputs[1]").contains(reason);
        assertThat(error.at("/errors/0/in").asText()).isEqualTo("inputs[1]" + (field.isEmpty() ? "" : "." + field));
        assertThat(error.at("/errors/0/context/index/0").asText()).isEqualTo("1");
        assertThat(accepted()).isEqualTo(before);
    }

    @Test
    void shouldAcceptWhatJustFits() throws Exception {
        // When
        HttpResponse<String> response = client.post(
                Endpoint.BEHAVIORAL,
                Client.batch(
                        properties(50, 50, 256),
                        "{" + NAME + ",\"properties\":{\"the_url\":\"" + "x".repeat(1_024) + "\",\"a_link_b\":\""
                                + "x".repeat(1_024) + "\",\"referrer\":\"" + "x".repeat(1_024) + "\"}}"));

        // Then
        assertThat(response.statusCode()).isEqualTo(204);
    }

    @Test
    void shouldHoldLinksToTheirOwnLimit() throws Exception {
        // When
        HttpResponse<String> response = client.post(
                Endpoint.BEHAVIORAL,
                Client.batch("{" + NAME + ",\"properties\":{\"url\":\"" + "x".repeat(1_025) + "\"}}"));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void shouldNotAskForAContactWhereEventsHaveAMatchingPropertyOfTheirOwn() throws Exception {
        // Given
        HubSpotAccount account =
                HubSpotAccount.defaults().withContactRequired(false).withHubId(7);
        try (HubSpotSimulator other =
                HubSpotSimulator.start(SimulatorSettings.defaults().withAccount(account))) {
            // When
            HttpResponse<String> response = new Client(other)
                    .post(
                            Endpoint.BEHAVIORAL,
                            Client.batch("{\"eventName\":\"pe7_any\",\"properties\":{\"order_id\":\"5\"}}"));

            // Then
            assertThat(response.statusCode()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 501})
    void shouldRefuseTooFewOrTooManyInputs(int inputs) throws Exception {
        // When
        HttpResponse<String> response = client.post(Endpoint.BEHAVIORAL, events(inputs));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).path("message").asText()).contains("has " + inputs + " inputs");
    }

    @Test
    void shouldTakeFiveHundred() throws Exception {
        // Given
        long before = accepted();

        // When
        HttpResponse<String> response = client.post(Endpoint.BEHAVIORAL, events(500));

        // Then
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(accepted()).isEqualTo(before + 500);
    }

    @Test
    void shouldIgnoreABareEventOnTheBatchEndpoint() throws Exception {
        // Given
        long before = accepted();

        // When
        HttpResponse<String> response = client.post(Endpoint.BEHAVIORAL, Client.event("bare"));

        // Then
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(accepted()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.class,
            names = {"BEHAVIORAL_SINGLE", "BEHAVIORAL_V3"})
    void shouldTakeABareEventOnTheSingleEndpoints(Endpoint endpoint) throws Exception {
        // When
        HttpResponse<String> response = client.post(endpoint, Client.event("single"));

        // Then
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(simulator.journal().inputs(endpoint))
                .extracting(AcceptedInput::identity)
                .containsExactly("single");
    }

    @Test
    void shouldRefuseABatchOnASingleEndpoint() throws Exception {
        // When
        HttpResponse<String> response = client.post(Endpoint.BEHAVIORAL_V3, Client.batch(Client.event("u1")));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).at("/errors/0/in").asText()).isEqualTo("inputs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"inputs\":[", "{\"inputs\":[{\"uuid\":\"a\",\"uuid\":\"b\"}]}", "nonsense"})
    void shouldRefuseBrokenJsonWithoutACategory(String body) throws Exception {
        // When
        HttpResponse<String> response = client.post(Endpoint.BEHAVIORAL, body);

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).has("category")).isFalse();
        assertThat(Client.json(response).has("correlationId")).isTrue();
    }

    private long accepted() {
        return simulator.journal().counters(Endpoint.BEHAVIORAL).inputsAccepted();
    }

    private static String events(int count) {
        return Client.batch(IntStream.range(0, count)
                .mapToObj(number -> Client.event("many-" + number))
                .toArray(String[]::new));
    }

    private static String properties(int count, int nameLength, int valueLength) {
        String properties = IntStream.range(0, count)
                .mapToObj(number -> "\"p" + ("0".repeat(nameLength) + number).substring(("" + number).length() + 1)
                        + "\":\"" + "x".repeat(valueLength) + "\"")
                .collect(Collectors.joining(","));
        return "{" + NAME + ",\"properties\":{" + properties + "}}";
    }
}
