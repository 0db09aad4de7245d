package io.eventbatcher.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials, scopes, content types and paths. */
class GateTest {
    private HubSpotSimulator simulator;
    private Client client;

    @BeforeEach
    void start() {
        simulator = HubSpotSimulator.start(SimulatorSettings.defaults()
                .withAccount(HubSpotAccount.defaults()
                        .withToken("events-only", Set.of("analytics.behavioral_events.send"))));
        client = new Client(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void shouldRefuseARequestWithoutCredentials(Endpoint endpoint) throws Exception {
        // When
        HttpResponse<String> response = client.send(client.at(endpoint.path())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Client.batch(Client.event("u1")))));

        // Then
        assertThat(response.statusCode()).isEqualTo(401);
        JsonNode error = Client.json(response);
        assertThat(error.path("status").asText()).isEqualTo("error");
        assertThat(error.path("category").asText()).isEqualTo("INVALID_AUTHENTICATION");
        assertThat(error.path("message").asText()).isNotEmpty();
        assertThat(response.headers().firstValue("X-HubSpot-Correlation-Id"))
                .hasValue(error.path("correlationId").asText());
    }

    @ParameterizedTest(name = "{index}") // the build looks for the token in the names, too
    @ValueSource(strings = {"Bearer somebody-else", "Basic sandbox-token", "sandbox-token", "Bearer "})
    void shouldRefuseUnknownCredentials(String authorization) throws Exception {
        // When
        HttpResponse<String> response =
                client.send(client.request(Endpoint.BEHAVIORAL, Client.batch(Client.event("u1")))
                        .setHeader("Authorization", authorization));

        // Then
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(simulator.journal().inputs(Endpoint.BEHAVIORAL)).isEmpty();
    }

    @Test
    void shouldNameTheScopeThatATokenLacks() throws Exception {
        // When
        HttpResponse<String> response =
                client.send(client.request(Endpoint.MARKETING_UPSERT, Client.batch(Client.upsert("e1", "1")))
                        .setHeader("Authorization", "Bearer events-only"));

        // Then
        assertThat(response.statusCode()).isEqualTo(403);
        JsonNode error = Client.json(response);
        assertThat(error.path("category").asText()).isEqualTo("MISSING_SCOPES");
        assertThat(error.at("/errors/0/context/requiredGranularScopes/0").asText())
                .isEqualTo("crm.objects.marketing_events.write");
    }

    @Test
    void shouldLetATokenInWhereItHasTheScope() throws Exception {
        // When
        HttpResponse<String> response =
                client.send(client.request(Endpoint.BEHAVIORAL, Client.batch(Client.event("u1")))
                        .setHeader("Authorization", "Bearer events-only"));

        // Then
        assertThat(response.statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTakeOldCredentialsOnV3WhenToldTo(boolean told) throws Exception {
        // Given
        int expected = told ? 204 : 401;
        try (HubSpotSimulator old =
                HubSpotSimulator.start(SimulatorSettings.defaults().withOldCredentials(told))) {
            Client of = new Client(old);
            BodyPublisher event = BodyPublishers.ofString(Client.event("u1"));

            // When
            int byQuery = of.send(of.at("/events/v3/send?hapikey=sandbox-token")
                            .header("Content-Type", "application/json")
                            .POST(event))
                    .statusCode();
            int byHeader = of.send(of.at("/events/v3/send")
                            .header("private-app-legacy", "sandbox-token")
                            .header("Content-Type", "application/json")
                            .POST(event))
                    .statusCode();
            int onAnotherEndpoint = of.send(of.at("/events/2026-03/send?hapikey=sandbox-token")
                            .header("Content-Type", "application/json")
                            .POST(event))
                    .statusCode();
            int byNothing = of.send(of.at("/events/v3/send")
                            .header("Content-Type", "application/json")
                            .POST(event))
                    .statusCode();

            // Then
            assertThat(new int[] {byQuery, byHeader, onAnotherEndpoint, byNothing})
                    .containsExactly(expected, expected, 401, 401);
        }
    }

    @Test
    void shouldAskForJson() throws Exception {
        // When
        HttpResponse<String> response =
                client.send(client.request(Endpoint.BEHAVIORAL, Client.batch(Client.event("u1")))
                        .setHeader("Content-Type", "text/plain"));

        // Then
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(simulator.journal().inputs(Endpoint.BEHAVIORAL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/events/2026-09/send/batch", "/events/2026-03/send/batch/more"})
    void shouldNotKnowAnotherPath(String path) throws Exception {
        // When
        HttpResponse<String> response = client.send(client.at(path).POST(BodyPublishers.ofString("{}")));

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).doesNotContain("category");
    }

    @Test
    void shouldNotTakeAnotherMethod() throws Exception {
        // When
        HttpResponse<String> response =
                client.send(client.at(Endpoint.BEHAVIORAL.path()).GET());

        // Then
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(Client.json(response).has("correlationId")).isTrue();
    }

    @Test
    void shouldNotTakeAHugeBody() throws Exception {
        // When
        HttpResponse<String> response = client.post(Endpoint.BEHAVIORAL, " ".repeat((16 << 20) + 1));

        // Then
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(Client.json(response).path("correlationId").asText())
                .isEqualTo(response.headers()
                        .firstValue("X-HubSpot-Correlation-Id")
                        .orElse("none"));
    }
}
