package io.eventbatcher.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    void shouldFallSilentWithoutAWaitForAPartThatHangs(@TempDir Path directory) throws Exception {
        // Given
        Path file = directory.resolve("event-batcher.heartbeat");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Heartbeat heartbeat = Heartbeat.start(file, CLOCK, List.of(HealthPart.of("slow", () -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        })));
        asked.await();
        long before = timesThatThisThreadWaited();

        // When
        heartbeat.close();

        // Then
        assertThat(timesThatThisThreadWaited()).isEqualTo(before);
        answer.countDown();
        await().atMost(Duration.ofSeconds(60)).until(heartbeat::beats);
        assertThat(file).doesNotExist();
    }

    private static long timesThatThisThreadWaited() {
        return ManagementFactory.getThreadMXBean()
                .getThreadInfo(Thread.currentThread().getId())
                .getWaitedCount();
    }

    @Test
    void shouldTellOfEveryTroubleAndFallSilentAtTheEnd(@TempDir Path directory) throws Exception {
        // Given a state directory that does not exist yet
        Path file = directory.resolve("state").resolve("event-batcher.heartbeat");
        CountDownLatch asked = new CountDownLatch(1);

        // When
        Heartbeat heartbeat = Heartbeat.start(
                file,
                CLOCK,
                List.of(
                        HealthPart.of("none", Optional::empty),
                        HealthPart.of("one", () -> Optional.of("one is ill")),
                        HealthPart.of("broken", () -> {
                            throw new IllegalStateException("a bug");
                        }),
                        HealthPart.of("another", () -> {
                            asked.countDown();
                            return Optional.of("another, too");
                        })));

        // Then
        asked.await();
        await().pollDelay(Duration.ZERO).until(() -> Files.exists(file));
        assertThat(Health.read(file, CLOCK))
                .isEqualTo(
                        new Health(
                                false,
                                "Not well: one is ill; broken cannot be asked: java.lang.IllegalStateException: a bug; another, too."));
        assertThat(heartbeat.findings())
                .extracting(finding -> finding.part().name(), HealthFinding::clause, HealthFinding::since)
                .containsExactly(
                        tuple("one", "one is ill", CLOCK.instant()),
                        tuple(
                                "broken",
                                "broken cannot be asked: java.lang.IllegalStateException: a bug",
                                CLOCK.instant()),
                        tuple("another", "another, too", CLOCK.instant()));
        heartbeat.close();
        assertThat(file).doesNotExist();
    }
}
