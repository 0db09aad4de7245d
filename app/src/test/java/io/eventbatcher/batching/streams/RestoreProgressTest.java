package io.eventbatcher.batching.streams;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.eventbatcher.fixtures.LogCapture;
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

    @Test
    void shouldTellEveryFiveSecondsInTheLogHowMuchIsRead() {
        TopicPartition another = new TopicPartition("changelog", 4);
        try (LogCapture log = new LogCapture(RestoreProgress.class)) {
            // Given
            progress.onRestoreStart(CHANGELOG, "seen", 0, 8_000);
            progress.onRestoreStart(another, "seen", 1_000, 3_000);

            // When
            restored(4, CHANGELOG, 999);
            restored(5, another, 1_999);
            restored(9, CHANGELOG, 3_999);
            progress.onRestoreEnd(another, "seen", 1_000);
            restored(10, CHANGELOG, 4_999);
            restored(20, CHANGELOG, 7_999);
            progress.onRestoreEnd(CHANGELOG, "seen", 8_000);

            // Then
            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly(
                            "Stores are restored from Kafka: 2,000 of 10,000 changelog records are read (20 %), 400 a second, about 20 s left.",
                            "Stores are restored from Kafka: 7,000 of 10,000 changelog records are read (70 %), 700 a second, about 4 s left.",
                            "Stores are restored from Kafka: 10,000 of 10,000 changelog records are read (100 %), 500 a second, about 0 s left.",
                            "Stores were restored from Kafka: 10,000 changelog records in 20 s.");
        }
    }

    @Test
    void shouldTellNothingInTheLogOfAShortRestoration() {
        try (LogCapture log = new LogCapture(RestoreProgress.class)) {
            // Given
            progress.onRestoreStart(CHANGELOG, "seen", 0, 8_000);
            restored(4, CHANGELOG, 7_999);

            // When
            progress.onRestoreEnd(CHANGELOG, "seen", 8_000);

            // Then
            assertThat(log.events()).isEmpty();
        }
    }

    private void restored(long atSecond, TopicPartition changelog, long last) {
        seconds.set(atSecond);
        progress.onBatchRestored(changelog, "seen", last, 1);
    }
}
