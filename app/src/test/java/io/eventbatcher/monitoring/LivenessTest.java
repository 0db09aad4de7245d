package io.eventbatcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.health.Health;
import io.eventbatcher.health.Heartbeat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivenessTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-28T12:00:00Z"));

    private final Path directory;

    LivenessTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldAskForARestartOnlyWhenAThreadHangsAndKafkaHasAnsweredAllTheWhile() {
        // Given
        try (Heartbeat heartbeat = Heartbeat.start(directory.resolve("beat"), CLOCK, List.of())) {
            await().atMost(Duration.ofSeconds(60)).until(heartbeat::beats);
            Optional<String> hangs = Optional.of("batching has not polled for 241 s");

            // When
            Health inAnOutage = new Liveness(() -> hangs, () -> Duration.ofSeconds(200), heartbeat).now();
            Health hanging = new Liveness(() -> hangs, () -> Duration.ofSeconds(241), heartbeat).now();
            Health well = new Liveness(Optional::empty, () -> Duration.ZERO, heartbeat).now();

            // Then
            assertThat(inAnOutage.good()).isTrue();
            assertThat(hanging).isEqualTo(new Health(false, "Not well: batching has not polled for 241 s."));
            assertThat(well).isEqualTo(new Health(true, "Both halves run."));
        }
    }
}
