package io.eventbatcher.batching.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
    private static final TopicPartition CHANGELOG = new TopicPartition("changelog", 3);

    private final AtomicLong seconds = new AtomicLong();
    private final RestoreProgress progress = new RestoreProgress(() -> TimeUnit.SECONDS.toNanos(seconds.get()));

    @Test
    void shouldSayHowMuchOfTheChangelogsIsStillToBeRead() {
        // Given
        progress.onRestoreStart(CHANGELOG, "seen", 100, 400);
        progress.onRestoreStart(new TopicPartition("another", 3), "buffer", 0, 20);
        progress.onRestoreEnd(new TopicPartition("another", 3), "buffer", 20);

        // When
        progress.onBatchRestored(CHANGELOG, "seen", 249, 120);

        // Then: offsets count, and some of them are markers of transactions
        assertThat(progress.left()).isEqualTo(150);
        assertThat(progress.restored()).isEqualTo(120);
    }

    @Test
    void shouldSayHowLongItLastsAndSinceWhenNothingWasRead() {
        // Given
        progress.onRestoreStart(CHANGELOG, "seen", 100, 400);
        seconds.set(20);
        progress.onBatchRestored(CHANGELOG, "seen", 249, 120);

        // When
        seconds.set(90);

        // Then
        assertThat(progress.open())
                .containsExactly(new RestoreProgress.Restoring(
                        "seen", 150, 150, Duration.ofSeconds(90), Duration.ofSeconds(70)));
    }

    @Test
    void shouldForgetAChangelogThatAnotherInstanceReadsOn() {
        // Given
        progress.onRestoreStart(CHANGELOG, "seen", 100, 400);

        // When
        progress.onRestoreSuspended(CHANGELOG, "seen", 0);

        // Then
        assertThat(progress.left()).isZero();
    }
}
