package io.eventbatcher.hubspot.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Release;
import io.eventbatcher.route.Route;
import java.net.Socket;
import java.net.URLEncoder;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as HubSpot gets them, and tokens that nobody else gets. */
class OkHttpHubSpotClientTest {
    @AutoClose
    private final ClientOnSocket hubSpot = new ClientOnSocket();

    @Test
    void shouldSendTheDocumentedRequest() throws Exception {
        // Given
        hubSpot.server.enqueue(new MockResponse.Builder().code(204).build());

        // When
        Outcome outcome = hubSpot.send(Route.BEHAVIORAL, "a", "b");

        // Then
        RecordedRequest request = hubSpot.server.takeRequest();
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo("/events/2026-03/send/batch");
        assertThat(request.getBody().utf8()).isEqualTo("{\"inputs\":[{\"objectId\":\"a\"},{\"objectId\":\"b\"}]}");
        assertThat(request.getHeaders().get("Content-Length"))
                .isEqualTo(String.valueOf(request.getBody().size()));
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + LeastSettings.TOKEN);
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo(Release.USER_AGENT);
        assertThat(request.getHeaders().get("X-Event-Batcher-Instance")).isNull();
        assertThat(request.getHeaders().get("X-Event-Batcher-Batch")).isEqualTo("batch-1");
        assertThat(request.getHeaders().get("X-Event-Batcher-Attempt")).isEqualTo("1");
    }

    @Test
    void shouldNameTheInstanceWhenAskedTo() throws Exception {
        // Given
        hubSpot.reopenWith("instance-header: true");
        hubSpot.server.enqueue(new MockResponse.Builder().code(204).build());

        // When
        hubSpot.send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(hubSpot.server.takeRequest().getHeaders().get("X-Event-Batcher-Instance"))
                .isEqualTo("worker-?");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bearer, /events/v3/send, Authorization, Bearer a_b+c",
        "private-app-legacy, /events/v3/send, private-app-legacy, a_b+c",
        "hapikey, /events/v3/send?hapikey=a_b%2Bc, Authorization,"
    })
    void shouldSendSingleEventsToV3(String auth, String target, String header, String value) throws Exception {
        // Given
        hubSpot.reopenForSingle(auth, "a_b+c");
        hubSpot.server.enqueue(new MockResponse.Builder().code(204).build());

        // When
        Outcome outcome = hubSpot.send(Route.BEHAVIORAL, "a");

        // Then
        RecordedRequest request = hubSpot.server.takeRequest();
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(request.getTarget()).isEqualTo(target);
        assertThat(request.getHeaders().get(header)).isEqualTo(value);
        assertThat(request.getBody().utf8()).isEqualTo("{\"objectId\":\"a\"}");
    }

    @Test
    void shouldSplitWhatWasBatchedBeforeARouteTookSingleEvents() throws Exception {
        // Given
        hubSpot.reopenForSingle("bearer", LeastSettings.TOKEN);

        // When
        Outcome outcome = hubSpot.send(Route.BEHAVIORAL, "a", "b");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Split.class);
        assertThat(hubSpot.server.getRequestCount()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"hapikey, s3cr3t-token", "hapikey, s3cr3t-+secret/token", "private-app-legacy, s3cr3t-+secret/token"})
    void shouldNeverShowATokenThatOthersRepeat(String auth, String token) throws Exception {
        // Given
        hubSpot.reopenForSingle(auth, token);
        hubSpot.server.enqueue(new MockResponse.Builder()
                .code(400)
                .body("{\"message\":\"bad request: /events/v3/send?hapikey=" + URLEncoder.encode(token, UTF_8) + " or "
                        + token + "\"}")
                .build());

        // When
        Outcome refused = hubSpot.send(Route.BEHAVIORAL, "a");
        hubSpot.server.close();
        Outcome unanswered = hubSpot.send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(refused + " " + unanswered + " " + hubSpot)
                .doesNotContain(token, URLEncoder.encode(token, UTF_8))
                .contains("********");
    }

    @Test
    void shouldNotDelaySmallWrites() throws Exception {
        // When
        try (Socket socket = new NoDelaySockets().createSocket()) {

            // Then
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }
}
