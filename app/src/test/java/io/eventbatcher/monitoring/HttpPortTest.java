package io.eventbatcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.HttpSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.health.Health;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
            assertThat(early.statusCode()).isEqualTo(503);
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
