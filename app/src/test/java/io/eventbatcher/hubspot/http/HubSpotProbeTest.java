package io.eventbatcher.hubspot.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.Text;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The request with which {@code validate} tests a route, and what is made of the answer. */
class HubSpotProbeTest {
    @AutoClose
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    private Settings settings(String api) {
        return LeastSettings.with("""
                hubspot: {base-url: "%s", instance-header: true}
                routes: {behavioral: {api: %s}}
                """.formatted(server.url("/"), api));
    }

    private ProbeResult probe(String api) {
        try (HubSpotProbe probe = new HubSpotProbe(settings(api), Duration.ofSeconds(10))) {
            return probe.ask(Route.BEHAVIORAL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "v3"})
    void shouldProbeWithTheHeadersOfTheService(String api) throws Exception {
        // Given
        server.enqueue(new MockResponse.Builder().code(204).build());
        server.enqueue(new MockResponse.Builder().code(400).build());
        try (HubSpotClient service = OkHttpHubSpotClient.of(settings(api), Clocks.SYSTEM)) {
            service.send(Text.request(Route.BEHAVIORAL, "a")).get();
        }

        // When
        probe(api);

        // Then
        RecordedRequest ofService = server.takeRequest();
        RecordedRequest ofProbe = server.takeRequest();
        assertThat(fixedHeaders(ofProbe)).isEqualTo(fixedHeaders(ofService));
        assertThat(ofProbe.getTarget()).isEqualTo(ofService.getTarget());
        assertThat(ofProbe.getBody().utf8()).isEqualTo(api.equals("v3") ? "{}" : "{\"inputs\":[]}");
    }

    private static Map<String, String> fixedHeaders(RecordedRequest request) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : request.getHeaders().names()) {
            boolean ofBody = Set.of("Content-Length", "X-Event-Batcher-Batch").contains(name);
            headers.put(
                    name, ofBody ? "" : String.join(",", request.getHeaders().values(name)));
        }
        return headers;
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | {'context':{'missingScopes':['a.b']}} | the token lacks the scope a.b; add it to the private app",
                "403 | {'message':'You need the scope a.b\u001b[2J'} | HubSpot says: 403: You need the scope a.b\\u001b[2J.",
                "410 | {} | switched this version of its API off; set routes.behavioral.path",
                "402 | {} | HubSpot asks for a payment",
                "415 | {} | no answer of HubSpot's"
            })
    void shouldSayWhyARouteIsRefused(int status, String body, String why) {
        // Given
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .body(body.replace('\'', '"').replace("\u001b", "\\u001b"))
                .build());

        // When
        ProbeResult result = probe("batch");

        // Then
        assertThat(result.good()).isFalse();
        assertThat(result.detail()).contains(why);
    }

    @Test
    void shouldHearA204WithABody() {
        // Given
        server.enqueue(new MockResponse.Builder().code(204).body("{}").build());

        // When
        ProbeResult result = probe("batch");

        // Then
        assertThat(result.good()).isTrue();
    }
}
