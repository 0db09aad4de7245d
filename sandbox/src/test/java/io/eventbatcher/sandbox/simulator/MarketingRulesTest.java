package io.eventbatcher.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.simulator.rules.Strictness;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for marketing events, and what the answers look like. */
class MarketingRulesTest {
    private static final String UPSERT =
            "\"externalAccountId\":\"acme\",\"externalEventId\":\"e\",\"eventName\":\"n\",\"eventOrganizer\":\"o\"";

    private HubSpotSimulator simulator;
    private Client client;

    @BeforeEach
    void start() {
        simulator = HubSpotSimulator.start(SimulatorSettings.defaults()
                .withStrictness(Strictness.STRICT)
                .withAccount(HubSpotAccount.defaults().withObjectIds(HubSpotAccount.objectIdsBetween(1, 10))));
        client = new Client(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void shouldAnswerUpsertsInTheOrderOfInputsWithoutExternalIds() throws Exception {
        // When
        HttpResponse<String> response = client.post(
                Endpoint.MARKETING_UPSERT, Client.batch(Client.upsert("e2", "21"), Client.upsert("e1", "11")));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = Client.json(response);
        assertThat(answer.path("status").asText()).isEqualTo("COMPLETE");
        assertThat(answer.path("results")).hasSize(2);
        assertThat(answer.at("/results/0/customProperties/0/value").asText()).isEqualTo("21");
        assertThat(answer.at("/results/1/customProperties/0/value").asText()).isEqualTo("11");
        assertThat(answer.at("/results/0/eventName").asText()).isEqualTo("Launch");
        assertThat(answer.at("/results/0/eventCompleted").isBoolean()).isTrue();
        assertThat(answer.at("/results/0/id").asText())
                .isNotEqualTo(answer.at("/results/1/id").asText());
        assertThat(answer.has("errors")).isFalse();
        assertThat(response.body()).doesNotContain("external");
    }

    @Test
    void shouldKeepTheObjectIdOfAMarketingEvent() throws Exception {
        // Given
        JsonNode created = Client.json(client.post(Endpoint.MARKETING_UPSERT, Client.batch(Client.upsert("e1", "1"))));

        // When
        JsonNode changed = Client.json(client.post(Endpoint.MARKETING_UPSERT, Client.batch(Client.upsert("e1", "2"))));

        // Then
        assertThat(changed.at("/results/0/objectId")).isEqualTo(created.at("/results/0/objectId"));
        assertThat(changed.at("/results/0/createdAt")).isEqualTo(created.at("/results/0/createdAt"));
    }

    @Test
    void shouldUpdateWhatAnUpsertCreated() throws Exception {
        // Given
        JsonNode created = Client.json(client.post(Endpoint.MARKETING_UPSERT, Client.batch(Client.upsert("e1", "1"))));
        String objectId = created.at("/results/0/objectId").asText();

        // When
        HttpResponse<String> response =
                client.post(Endpoint.MARKETING_UPDATE, Client.batch(Client.update(objectId, "2")));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.json(response).at("/results/0/objectId").asText()).isEqualTo(objectId);
    }

    @Test
    void shouldGroupUnknownObjectIdsInOneErrorAndDoTheRest() throws Exception {
        // When
        HttpResponse<String> response = client.post(
                Endpoint.MARKETING_UPDATE,
                Client.batch(
                        Client.update("11", "1"), Client.update("3", "1"), Client.update("99999999999999999999", "1")));

        // Then
        assertThat(response.statusCode()).isEqualTo(207);
        JsonNode answer = Client.json(response);
        assertThat(answer.path("results")).hasSize(1);
        assertThat(answer.at("/results/0/objectId").asText()).isEqualTo("3");
        assertThat(answer.path("numErrors").asInt()).isEqualTo(1);
        assertThat(answer.at("/errors/0/category").asText()).isEqualTo("OBJECT_NOT_FOUND");
        assertThat(answer.at("/errors/0/context/ids")).hasToString("[\"11\",\"99999999999999999999\"]");
        assertThat(simulator.journal().inputs(Endpoint.MARKETING_UPDATE))
                .extracting(AcceptedInput::identity)
                .containsExactly("3");
    }

    @Test
    void shouldRefuseAnObjectIdTwice() throws Exception {
        // When
        HttpResponse<String> response = client.post(
                Endpoint.MARKETING_UPDATE,
                Client.batch(Client.update("1", "1"), Client.update("2", "1"), Client.update("1", "2")));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).path("message").asText())
                .isEqualTo("Duplicate IDs found in batch input: [1]. IDs must be unique");
        assertThat(simulator.journal().inputs(Endpoint.MARKETING_UPDATE)).isEmpty();
    }

    @Test
    void shouldRefuseAnIdentityTwiceInOneUpsert() throws Exception {
        // When
        HttpResponse<String> response = client.post(
                Endpoint.MARKETING_UPSERT, Client.batch(Client.upsert("e1", "1"), Client.upsert("e1", "2")));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(simulator.journal().inputs(Endpoint.MARKETING_UPSERT)).isEmpty();
    }

    static Stream<Arguments> illegal() {
        String none = "\"customProperties\":[]";
        return Stream.of(
                arguments(Endpoint.MARKETING_UPSERT, "{" + UPSERT + "}", "customProperties"),
                arguments(Endpoint.MARKETING_UPSERT, without("externalAccountId"), "externalAccountId"),
                arguments(Endpoint.MARKETING_UPSERT, without("externalEventId"), "externalEventId"),
                arguments(Endpoint.MARKETING_UPSERT, without("eventName"), "eventName"),
                arguments(Endpoint.MARKETING_UPSERT, without("eventOrganizer"), "eventOrganizer"),
                arguments(Endpoint.MARKETING_UPSERT, with("\"objectId\":\"1\""), "objectId"),
                arguments(Endpoint.MARKETING_UPSERT, with("\"uuid\":\"1\""), "uuid"),
                arguments(Endpoint.MARKETING_UPSERT, with("\"eventCancelled\":\"true\""), "eventCancelled"),
                arguments(Endpoint.MARKETING_UPSERT, with("\"endDateTime\":\"soon\""), "endDateTime"),
                arguments(Endpoint.MARKETING_UPSERT, with("\"eventUrl\":7"), "eventUrl"),
                arguments(
                        Endpoint.MARKETING_UPSERT,
                        "{" + UPSERT + ",\"customProperties\":{\"a\":\"b\"}}",
                        "customProperties"),
                arguments(
                        Endpoint.MARKETING_UPSERT,
                        "{" + UPSERT + ",\"customProperties\":[{\"name\":\"a\",\"value\":5}]}",
                        "customProperties.value"),
                arguments(
                        Endpoint.MARKETING_UPSERT,
                        "{" + UPSERT + ",\"customProperties\":[{\"name\":\"a\"}]}",
                        "customProperties"),
                arguments(
                        Endpoint.MARKETING_UPSERT,
                        "{" + UPSERT
                                + ",\"customProperties\":[{\"name\":\"a\",\"value\":\"b\",\"isEncrypted\":false}]}",
                        "customProperties.isEncrypted"),
                arguments(
                        Endpoint.MARKETING_UPSERT,
                        "{" + UPSERT
                                + ",\"customProperties\":[{\"name\":\"a\",\"value\":\"b\"},{\"name\":\"a\",\"value\":\"c\"}]}",
                        "customProperties"),
                arguments(Endpoint.MARKETING_UPDATE, "{" + none + "}", "objectId"),
                arguments(Endpoint.MARKETING_UPDATE, "{\"objectId\":\"\"," + none + "}", "objectId"),
                arguments(Endpoint.MARKETING_UPDATE, "{\"objectId\":5," + none + "}", "objectId"),
                arguments(
                        Endpoint.MARKETING_UPDATE,
                        "{\"objectId\":\"5\",\"eventCompleted\":true," + none + "}",
                        "eventCompleted"));
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void shouldRefuseTheWholeBatchAndNameTheField(Endpoint endpoint, String bad, String field) throws Exception {
        // Given
        String good = endpoint == Endpoint.MARKETING_UPSERT ? Client.upsert("good", "1") : Client.update("1", "1");

        // When
        HttpResponse<String> response = client.post(endpoint, Client.batch(good, bad));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).path("category").asText()).isEqualTo("VALIDATION_ERROR");
        assertThat(Client.json(response).at("/errors/0/in").asText()).isEqualTo("inputs[1]." + field);
        assertThat(simulator.journal().inputs(endpoint)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101})
    void shouldTakeAHundredUpsertsAtMost(int inputs) throws Exception {
        // When
        HttpResponse<String> response = client.post(
                Endpoint.MARKETING_UPSERT,
                Client.batch(IntStream.range(0, inputs)
                        .mapToObj(number -> Client.upsert("e" + number, "1"))
                        .toArray(String[]::new)));

        // Then
        assertThat(response.statusCode()).isEqualTo(inputs > 100 ? 400 : 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101})
    void shouldTakeAHundredUpdatesAtMost(int inputs) throws Exception {
        // When
        HttpResponse<String> response = client.post(
                Endpoint.MARKETING_UPDATE,
                Client.batch(IntStream.range(0, inputs)
                        .mapToObj(number -> Client.update("" + number, "1"))
                        .toArray(String[]::new)));

        // Then
        assertThat(response.statusCode()).isEqualTo(inputs > 100 ? 400 : 207);
    }

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.class,
            names = {"MARKETING_UPSERT", "MARKETING_UPDATE"})
    void shouldIgnoreABareInput(Endpoint endpoint) throws Exception {
        // When
        HttpResponse<String> response = client.post(endpoint, Client.update("1", "1"));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.json(response).path("results")).isEmpty();
        assertThat(simulator.journal().inputs(endpoint)).isEmpty();
    }

    private static String with(String field) {
        return "{" + UPSERT + ",\"customProperties\":[]," + field + "}";
    }

    private static String without(String field) {
        return with("\"eventType\":\"t\"").replaceFirst("\"" + field + "\":\"[a-z]+\",", "");
    }
}
