package io.eventbatcher.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

    @Test
    void shouldTellOfEveryTroubleAndFallSilentAtTheEnd(@TempDir Path directory) throws Exception {
        // Given a state directory that does not exist yet
        Path file = directory.resolve("state").resolve("event-batcher.heartbeat");
        CountDownLatch asked = new CountDownLatch(1);

        // When
        Heartbeat heartbeat =
                Heartbeat.start(file, CLOCK, List.of(Optional::empty, () -> Optional.of("one is ill"), () -> {
                    asked.countDown();
                    return Optional.of("another, too");
                }));

        // Then
        asked.await();
        while (!Files.exists(file)) {
            Thread.onSpinWait();
        }
        assertThat(Health.read(file, CLOCK)).isEqualTo(new Health(false, "Not well: one is ill; another, too."));
        heartbeat.close();
        assertThat(file).doesNotExist();
    }
}
