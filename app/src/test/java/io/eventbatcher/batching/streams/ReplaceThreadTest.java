package io.eventbatcher.batching.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ReplaceThreadTest {
    @Test
    void shouldReplaceAThreadThatDiedAfterARest() {
        // Given
        List<Duration> pauses = new ArrayList<>();

        // When
        StreamThreadExceptionResponse response = new ReplaceThread(pauses::add)
                .handle(new StreamsException("process", new IllegalStateException("bug")));

        // Then
        assertThat(response).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void shouldNotGoOnInABrokenJvm() {
        assertThat(new ReplaceThread(pause -> {}).handle(new StreamsException(new OutOfMemoryError())))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }
}
