package io.eventbatcher.sandbox.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.fixtures.ManualClock;
import io.eventbatcher.sandbox.simulator.access.OAuth;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a refresh token is exchanged for access tokens, on a clock that the tests move. */
class OAuthTest {
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final Map<String, String> FORM = Map.of(
            "grant_type", "refresh_token",
            "client_id", "app",
            "client_secret", "hush",
            "refresh_token", "granted");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private HubSpotSimulator simulator;
    private Client client;

    @BeforeEach
    void start() {
        simulator = HubSpotSimulator.start(SimulatorSettings.defaults(), clock);
        client = new Client(simulator);
        grant(false);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void grant(boolean rotating) {
        simulator.oauth().grant(new OAuth.Grant("app", "hush", "granted", LIFE, rotating));
    }

    private HttpResponse<String> fetch(Map<String, String> form) throws Exception {
        return fetch(form, "application/x-www-form-urlencoded");
    }

    private HttpResponse<String> fetch(Map<String, String> form, String contentType) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return client.send(client.at("/oauth/2026-03/token")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    private static Map<String, String> with(String field, String value) {
        Map<String, String> form = new TreeMap<>(FORM);
        form.put(field, value);
        return form;
    }

    private int send(String accessToken) throws Exception {
        return client.send(client.request(Endpoint.BEHAVIORAL, Client.batch(Client.event("u1")))
                        .setHeader("Authorization", "Bearer " + accessToken))
                .statusCode();
    }

    @Test
    void shouldGiveAnAccessTokenThatIsGoodForItsLife() throws Exception {
        // When
        HttpResponse<String> response = fetch(FORM);

        // Then
        JsonNode given = Client.json(response);
        String accessToken = given.path("access_token").asText();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(given.path("token_type").asText()).isEqualTo("bearer");
        assertThat(given.path("expires_in").asLong()).isEqualTo(1_800);
        assertThat(given.path("refresh_token").asText()).isEqualTo("granted");
        clock.advance(LIFE.minusMillis(1));
        assertThat(send(accessToken)).isEqualTo(204);
        clock.advance(Duration.ofMillis(1));
        assertThat(send(accessToken)).isEqualTo(401);
    }

    @Test
    void shouldMakeARefreshTokenVoidWhenItGivesAnother() throws Exception {
        // Given
        grant(true);

        // When
        String next = Client.json(fetch(FORM)).path("refresh_token").asText();

        // Then
        assertThat(next).isNotEqualTo("granted");
        assertThat(fetch(FORM).statusCode()).isEqualTo(400);
        assertThat(fetch(with("refresh_token", next)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type, password, BAD_GRANT_TYPE, unsupported_grant_type",
        "client_id, other, BAD_CLIENT_ID, invalid_client",
        "client_secret, other, BAD_CLIENT_SECRET, invalid_client",
        "refresh_token, other, BAD_REFRESH_TOKEN, invalid_grant",
    })
    void shouldNameWhatIsWrong(String field, String value, String status, String error) throws Exception {
        // When
        HttpResponse<String> response = fetch(with(field, value));

        // Then
        JsonNode refusal = Client.json(response);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(refusal.path("status").asText()).isEqualTo(status);
        assertThat(refusal.path("error").asText()).isEqualTo(error);
    }

    @Test
    void shouldTakeAFormOnly() throws Exception {
        // When
        HttpResponse<String> response = fetch(FORM, "application/json");

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).path("status").asText()).isEqualTo("BAD_GRANT_TYPE");
    }

    @Test
    void shouldTakeNothingThatWasRevoked() throws Exception {
        // Given
        String accessToken = Client.json(fetch(FORM)).path("access_token").asText();

        // When
        simulator.oauth().revoke();

        // Then
        assertThat(send(accessToken)).isEqualTo(401);
        assertThat(Client.json(fetch(FORM)).path("status").asText()).isEqualTo("BAD_REFRESH_TOKEN");
    }
}
