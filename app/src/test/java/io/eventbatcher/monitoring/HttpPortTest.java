package io.eventbatcher.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.HttpSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.health.Health;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpPortTest {
    private static final HttpSettings SETTINGS = new HttpSettings(Optional.of(0), "127.0.0.1");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void shouldServeHealthAndMetrics() throws Exception {
        // Given
        try (HttpPort port = HttpPort.open(SETTINGS, 0);
                ServiceMeters meters = new ServiceMeters(
                        Settings.of(Map.of("kafka.bootstrap-servers", "none:1", "registry.url", "http://none")))) {
            HttpResponse<String> early = get(port, "/health/live");
            HttpResponse<String> notYet = get(port, "/health/ready");
            port.serve(
                    () -> new Health(true, "Both halves run."),
                    () -> new Health(false, "Not well: x."),
                    meters,
                    () -> "{}");

            // When
            HttpResponse<String> live = get(port, "/health/live");
            HttpResponse<String> ready = get(port, "/health/ready");
            HttpResponse<String> metrics = get(port, "/metrics");
            HttpResponse<String> unknown = get(port, "/metric");

            // Then
            assertThat(early.statusCode() + " " + early.body()).isEqualTo("200 The service starts.\n");
            assertThat(notYet.statusCode() + " " + notYet.body()).isEqualTo("503 The service starts.\n");
            assertThat(live.statusCode() + " " + live.body()).isEqualTo("200 Both halves run.\n");
            assertThat(ready.statusCode() + " " + ready.body()).isEqualTo("503 Not well: x.\n");
            assertThat(metrics.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(metrics.body()).contains("# TYPE event_batcher_batches_total counter");
            assertThat(unknown.statusCode() + " " + unknown.body())
                    .isEqualTo("404 Served are /health/live, /health/ready, /metrics, /status.\n");
        }
    }

    @Test
    void shouldBeReadyNoLongerAndAliveUntilTheEndWhenTheServiceStops() throws Exception {
        // Given
        Health good = new Health(true, "Both halves run.");
        try (HttpPort port = HttpPort.open(SETTINGS, 0);
                ServiceMeters meters = new ServiceMeters(
                        Settings.of(Map.of("kafka.bootstrap-servers", "none:1", "registry.url", "http://none")))) {
            port.serve(() -> new Health(false, "The heartbeat stands still."), () -> good, meters, () -> "{}");

            // When
            port.stops();

            // Then
            HttpResponse<String> live = get(port, "/health/live");
            HttpResponse<String> ready = get(port, "/health/ready");
            assertThat(live.statusCode() + " " + live.body()).isEqualTo("200 The service stops.\n");
            assertThat(ready.statusCode() + " " + ready.body()).isEqualTo("503 The service stops.\n");
            assertThat(get(port, "/status").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldAnswerWhileOthersSendTheirRequestsSlowly() throws Exception {
        // Given
        List<Socket> slow = new ArrayList<>();
        try (HttpPort port = HttpPort.open(SETTINGS, 0)) {
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.number());
                socket.getOutputStream().write("GET /hea".getBytes(UTF_8));
                slow.add(socket);
            }
            HttpRequest request = HttpRequest.newBuilder(uri(port, "/health/live"))
                    .timeout(Duration.ofSeconds(4))
                    .build();

            // When
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void shouldTakeNoOrders() throws Exception {
        try (HttpPort port = HttpPort.open(SETTINGS, 0)) {
            HttpRequest post = HttpRequest.newBuilder(uri(port, "/metrics"))
                    .POST(HttpRequest.BodyPublishers.ofString("x"))
                    .build();

            // When
            HttpResponse<String> answer = client.send(post, HttpResponse.BodyHandlers.ofString());

            // Then
            assertThat(answer.statusCode()).isEqualTo(405);
        }
    }

    @Test
    void shouldNameAPortThatIsTaken() {
        // Given
        try (HttpPort other = HttpPort.open(SETTINGS, 0)) {
            // When
            assertThatThrownBy(() -> HttpPort.open(SETTINGS, other.number()))
                    // Then
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("http.port: 127.0.0.1:" + other.number())
                    .hasMessageContaining("choose another port");
        }
    }

    private HttpResponse<String> get(HttpPort port, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(port, path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(HttpPort port, String path) {
        return URI.create("http://127.0.0.1:" + port.number() + path);
    }
}
