package io.eventbatcher.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.fixtures.ManualClock;
import io.eventbatcher.sandbox.simulator.access.RateLimits;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limits of the account, on a clock that the tests move. */
class RateLimitsTest {
    private static final String UPSERT = Client.batch(Client.upsert("e1", "1"));
    private static final String UPDATE = Client.batch(Client.update("1", "1"));
    private static final String EVENTS = Client.batch(Client.event("u1"));

    // 22:59:50 in Berlin is 21:59:50 UTC: the account's midnight is not the clock's
    private final ManualClock clock =
            new ManualClock(Instant.parse("2026-03-01T21:59:50Z"), ZoneId.of("Europe/Berlin"));

    private HubSpotSimulator simulator;
    private Client client;

    @BeforeEach
    void start() {
        simulator = HubSpotSimulator.start(SimulatorSettings.defaults().withLimits(new RateLimits(3, 2, 5)), clock);
        client = new Client(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void shouldLimitEventsBySecond() throws Exception {
        // Given
        take(Endpoint.BEHAVIORAL, EVENTS, 3);

        // When
        HttpResponse<String> refused = client.post(Endpoint.BEHAVIORAL_V3, Client.event("u1"));

        // Then
        assertThat(refused.statusCode()).isEqualTo(429);
        JsonNode error = Client.json(refused);
        assertThat(error.path("errorType").asText()).isEqualTo("RATE_LIMIT");
        assertThat(error.path("policyName").asText()).isEqualTo("SECONDLY");
        assertThat(error.has("category")).isFalse();
        assertThat(refused.headers().map()).doesNotContainKey("x-hubspot-ratelimit-max");
        clock.advance(Duration.ofSeconds(1));
        take(Endpoint.BEHAVIORAL, EVENTS, 3);
    }

    @Test
    void shouldLimitBothMarketingEndpointsTogetherInRollingTenSeconds() throws Exception {
        // Given
        take(Endpoint.MARKETING_UPSERT, UPSERT, 1);
        clock.advance(Duration.ofSeconds(6));
        take(Endpoint.MARKETING_UPDATE, UPDATE, 1);
        clock.advance(Duration.ofMillis(3_999));

        // When
        HttpResponse<String> refused = client.post(Endpoint.MARKETING_UPDATE, UPDATE);

        // Then
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Client.json(refused).path("policyName").asText()).isEqualTo("TEN_SECONDLY_ROLLING");
        assertThat(refused.headers().firstValue("X-HubSpot-RateLimit-Remaining"))
                .hasValue("0");
        clock.advance(Duration.ofMillis(1));
        take(Endpoint.MARKETING_UPDATE, UPDATE, 1);
        assertThat(client.post(Endpoint.MARKETING_UPDATE, UPDATE).statusCode()).isEqualTo(429);
    }

    @Test
    void shouldSayInHeadersWhatIsLeft() throws Exception {
        // When
        HttpResponse<String> response = client.post(Endpoint.MARKETING_UPSERT, UPSERT);

        // Then
        assertThat(response.headers().firstValue("X-HubSpot-RateLimit-Max")).hasValue("2");
        assertThat(response.headers().firstValue("X-HubSpot-RateLimit-Remaining"))
                .hasValue("1");
        assertThat(response.headers().firstValue("X-HubSpot-RateLimit-Interval-Milliseconds"))
                .hasValue("10000");
        assertThat(response.headers().firstValue("X-HubSpot-RateLimit-Daily")).hasValue("5");
        assertThat(response.headers().firstValue("X-HubSpot-RateLimit-Daily-Remaining"))
                .hasValue("4");
    }

    @Test
    void shouldLimitMarketingByTheAccountsDay() throws Exception {
        // Given
        for (int request = 0; request < 5; request++) {
            take(Endpoint.MARKETING_UPSERT, UPSERT, 1);
            clock.advance(Duration.ofSeconds(10));
        }

        // When
        HttpResponse<String> refused = client.post(Endpoint.MARKETING_UPSERT, UPSERT);

        // Then
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Client.json(refused).path("policyName").asText()).isEqualTo("DAILY");
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-03-01T22:59:59Z")));
        assertThat(client.post(Endpoint.MARKETING_UPSERT, UPSERT).statusCode()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));
        take(Endpoint.MARKETING_UPSERT, UPSERT, 1);
    }

    private void take(Endpoint endpoint, String body, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            assertThat(client.post(endpoint, body).statusCode()).isLessThan(300);
        }
    }
}
