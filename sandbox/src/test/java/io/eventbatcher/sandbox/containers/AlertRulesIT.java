package io.eventbatcher.sandbox.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The files in {@code monitoring}, by Prometheus' own tool. */
@InContainers
class AlertRulesIT {
    private static final Path MONITORING =
            Path.of("..", "monitoring").toAbsolutePath().normalize();

    @Test
    void shouldFireInTheFaultAndFallSilentAfterIt() throws IOException, InterruptedException {
        // Given
        String checks =
                "promtool check config prometheus.yml && promtool check rules alerts.yml && promtool test rules alerts-test.yml";

        // When
        Process promtool = new ProcessBuilder(
                        "docker",
                        "run",
                        "--rm",
                        "--volume",
                        MONITORING + ":/monitoring:ro",
                        "--workdir",
                        "/monitoring",
                        "--entrypoint",
                        "sh",
                        "prom/prometheus:latest",
                        "-c",
                        checks)
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(promtool.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("FAILED");
    }
}
