package io.eventbatcher.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the directory
class HealthTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("event-batcher.heartbeat");
    }

    @Test
    void shouldBeGoodAfterAFreshHeartbeat() throws IOException {
        // Given
        Files.writeString(file, NOW.minusSeconds(30) + " good");

        // When
        Health health = Health.read(file, CLOCK);

        // Then
        assertThat(health).isEqualTo(new Health(true, "Both halves run, as of 30 s ago."));
    }

    @Test
    void shouldNotBeGoodWhenTheHeartbeatIsOld() throws IOException {
        // Given
        Files.writeString(file, NOW.minusSeconds(31) + " good");

        // When
        Health health = Health.read(file, CLOCK);

        // Then
        assertThat(health.good()).isFalse();
        assertThat(health.sentence()).contains("31 s old", file.toString());
    }

    @Test
    void shouldNotBeGoodWhenTheHeartbeatIsFromBeforeTheClockWasSetBack() throws IOException {
        // Given
        Files.writeString(file, NOW.plusSeconds(600) + " good");

        // When
        Health health = Health.read(file, CLOCK);

        // Then
        assertThat(health.good()).isFalse();
        assertThat(health.sentence()).contains("600 s ahead of the clock", file.toString());
    }

    @Test
    void shouldSayWhatTheServiceSaysIsWrong() throws IOException {
        // Given
        Files.writeString(file, NOW + " delivery has not polled for 130 s");

        // When
        Health health = Health.read(file, CLOCK);

        // Then
        assertThat(health).isEqualTo(new Health(false, "Not well: delivery has not polled for 130 s."));
    }

    @Test
    void shouldNotBeGoodWithoutAHeartbeat() {
        // When
        Health health = Health.read(file, CLOCK);

        // Then
        assertThat(health.good()).isFalse();
        assertThat(health.sentence()).contains(file.toString());
    }

    @Test
    void shouldNotTakeAnotherFileForAHeartbeat() throws IOException {
        // Given
        Files.writeString(file, "something else");

        // When
        Health health = Health.read(file, CLOCK);

        // Then
        assertThat(health.good()).isFalse();
        assertThat(health.sentence()).contains("is no heartbeat");
    }
}
