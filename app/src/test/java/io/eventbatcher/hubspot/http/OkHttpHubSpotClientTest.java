package io.eventbatcher.hubspot.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Text;
import io.eventbatcher.route.Release;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OkHttpHubSpotClientTest {

    private final MockWebServer server = new MockWebServer();
    private HubSpotClient client;

    @BeforeEach
    void open() throws IOException {
        server.start();
        client = client("");
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    /** @param more further settings of {@code hubspot} */
    private HubSpotClient client(String more) {
        return OkHttpHubSpotClient.of(LeastSettings.with("""
                        instance: worker-ä
                        hubspot:
                          base-url: %s
                          %s
                        """.formatted(server.url("/"), more)), Clocks.SYSTEM);
    }

    @Test
    void shouldSendTheDocumentedRequest() throws Exception {
        // Given
        server.enqueue(new MockResponse.Builder().code(204).build());

        // When
        Outcome outcome = send(Route.BEHAVIORAL, "a", "b");

        // Then
        RecordedRequest request = server.takeRequest();
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
        client.close();
        client = client("instance-header: true");
        server.enqueue(new MockResponse.Builder().code(204).build());

        // When
        send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(server.takeRequest().getHeaders().get("X-Event-Batcher-Instance"))
                .isEqualTo("worker-?");
    }

    @ParameterizedTest(name = "{0} with a body")
    @CsvSource({"204, Delivered", "205, Retry", "407, Halt"})
    void shouldDecideByAStatusThatWasRead(int status, String outcome) throws Exception {
        // Given
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .body("{\"status\":\"ok\"}")
                .build());

        // When
        Outcome read = send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(read.facts().status()).isEqualTo(status);
        assertThat(read.getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void shouldTakeA204WhoseLengthMakesNoSense() throws Exception {
        // Given
        server.enqueue(new MockResponse.Builder()
                .code(204)
                .setHeader("Content-Length", "-5")
                .build());

        // When
        Outcome outcome = send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void shouldTakeA204WhoseBodyBreaksOff() throws Exception {
        // Given
        server.enqueue(new MockResponse.Builder()
                .code(204)
                .chunkedBody("x".repeat(100_000), 1_000)
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        // When
        Outcome outcome = send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"408, 0", "503, 0", "421, 0", "429, 0", "500, 0", "401, 0", "301, 0", "307, 0", "308, 0"})
    void shouldSendExactlyOnceWhateverTheAnswer(int status, String retryAfter) throws Exception {
        // Given
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", retryAfter)
                .addHeader("Location", server.url("/elsewhere"))
                .addHeader("WWW-Authenticate", "Basic")
                .build());
        server.enqueue(new MockResponse.Builder().code(204).build());

        // When
        Outcome outcome = send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome.facts().status()).isEqualTo(status);
        assertThat(outcome).isNotInstanceOf(Outcome.Delivered.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}, Retry-After: {1}")
    @CsvSource({
        "503, 30, 30",
        "503, 99999999999, 300",
        "503, 99999999999999999999999999, 300",
        "503, -5, 0",
        "503, soon, 0",
        "429, 99999999999, 300",
        "423, 7, 7"
    })
    void shouldHearAnAnswerWhateverItAsksToWait(int status, String retryAfter, long seconds) throws Exception {
        // Given
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", retryAfter)
                .build());

        // When
        Outcome outcome = send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Retry.class, retry -> {
            assertThat(retry.facts().status()).isEqualTo(status);
            assertThat(retry.notBefore()).hasSeconds(seconds);
        });
    }

    @Test
    void shouldSendExactlyOnceWhenAKeptConnectionBreaks() throws Exception {
        // Given
        server.enqueue(new MockResponse.Builder().code(204).build());
        server.enqueue(new MockResponse.Builder()
                .onRequestBody(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(new MockResponse.Builder().code(204).build());
        send(Route.BEHAVIORAL, "a");

        // When
        Outcome outcome = send(Route.BEHAVIORAL, "b");

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Retry.class, retry -> {
            assertThat(retry.facts().status()).isZero();
            assertThat(retry.unreachable()).isTrue();
        });
        assertThat(server.getRequestCount()).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldNotWaitLongerThanTheRouteAllows() throws Exception {
        // Given
        client.close();
        client = client("events-timeout: 200ms");
        server.enqueue(new MockResponse.Builder()
                .code(204)
                .headersDelay(20, TimeUnit.SECONDS)
                .build());

        // When
        Outcome outcome = send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.facts().message()).contains("timeout"));
    }

    @Test
    void shouldDecideByTheStatusWhenTheBodyBreaksOff() throws Exception {
        // Given
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .body("{\"message\":\"" + "x".repeat(100_000) + "\"}")
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        // When
        Outcome outcome = send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void shouldReadNoMoreThanALimit() throws Exception {
        // Given
        String endless = "{\"status\":\"COMPLETE\",\"results\":[{\"objectId\":\"a\"}],\"padding\":\""
                + "x".repeat((int) AnswerReader.LONGEST_BODY)
                + "\"}";
        server.enqueue(new MockResponse.Builder().code(200).body(endless).build());

        // When
        Outcome outcome = send(Route.MARKETING_UPDATE, "a");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void shouldTakeAClosedPortForNoAnswer() throws Exception {
        // Given
        server.close();

        // When
        Outcome outcome = send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.unreachable()).isTrue());
    }

    private HubSpotClient single(String auth, String token) {
        String yaml = """
                hubspot: {base-url: "%s", auth: %s}
                routes:
                  behavioral: {api: v3}
                  marketing-upsert: {enabled: false}
                  marketing-update: {enabled: false}
                """.formatted(server.url("/"), auth);
        return OkHttpHubSpotClient.of(
                LeastSettings.with(yaml, Map.of(HubSpotSettings.TOKEN_VARIABLE, token)), Clocks.SYSTEM);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bearer, /events/v3/send, Authorization, Bearer a_b+c",
        "private-app-legacy, /events/v3/send, private-app-legacy, a_b+c",
        "hapikey, /events/v3/send?hapikey=a_b%2Bc, Authorization,"
    })
    void shouldSendSingleEventsToV3(String auth, String target, String header, String value) throws Exception {
        // Given
        client.close();
        client = single(auth, "a_b+c");
        server.enqueue(new MockResponse.Builder().code(204).build());

        // When
        Outcome outcome = send(Route.BEHAVIORAL, "a");

        // Then
        RecordedRequest request = server.takeRequest();
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(request.getTarget()).isEqualTo(target);
        assertThat(request.getHeaders().get(header)).isEqualTo(value);
        assertThat(request.getBody().utf8()).isEqualTo("{\"objectId\":\"a\"}");
    }

    @Test
    void shouldSplitWhatWasBatchedBeforeARouteTookSingleEvents() throws Exception {
        // Given
        client.close();
        client = single("bearer", LeastSettings.TOKEN);

        // When
        Outcome outcome = send(Route.BEHAVIORAL, "a", "b");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Split.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"hapikey, s3cr3t-token", "hapikey, s3cr3t-+secret/token", "private-app-legacy, s3cr3t-+secret/token"})
    void shouldNeverShowATokenThatOthersRepeat(String auth, String token) throws Exception {
        // Given
        client.close();
        client = single(auth, token);
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .body("{\"message\":\"bad request: /events/v3/send?hapikey=" + URLEncoder.encode(token, UTF_8) + " or "
                        + token + "\"}")
                .build());

        // When
        Outcome refused = send(Route.BEHAVIORAL, "a");
        server.close();
        Outcome unanswered = send(Route.BEHAVIORAL, "a");

        // Then
        assertThat(refused + " " + unanswered + " " + client)
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

    private Outcome send(Route route, String... identities) throws Exception {
        return client.send(Text.request(route, identities))
                .get(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS);
    }
}
