package io.eventbatcher.batching.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ReplaceThreadTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 7);
    private final ThreadDeaths deaths = new ThreadDeaths(nanos::get);
    private final List<Duration> pauses = new ArrayList<>();
    private final ReplaceThread handler = new ReplaceThread(deaths, pause -> {
        pauses.add(pause);
        advance(pause.plusSeconds(5));
    });

    @Test
    void shouldReplaceAThreadThatDiedAfterARest() {
        // When
        StreamThreadExceptionResponse response =
                handler.handle(new StreamsException("process", new IllegalStateException("bug")));

        // Then
        assertThat(response).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(pauses).containsExactly(Duration.ofSeconds(2));
        assertThat(deaths.trouble()).isEmpty();
    }

    @Test
    void shouldShowTheStackTraceOfABugAndNotOfAnOutageThatASentenceExplains() {
        // Given
        try (LogCapture log = new LogCapture(ReplaceThread.class)) {
            // When
            handler.handle(new StreamsException("process", new TimeoutException("no broker")));
            handler.handle(new StreamsException("process", new IllegalStateException("bug")));

            // Then
            assertThat(log.events())
                    .extracting(event -> event.getThrowableProxy() != null)
                    .containsExactly(false, true);
        }
    }

    @Test
    void shouldRestLongerEachTimeAndSayWhatTheThreadsDieOf() {
        // When
        for (int i = 0; i < 7; i++) {
            handler.handle(new StreamsException(
                    "Error encountered sending record to topic hubspot.dead-letters for task 0_0 due to:\ncause\nWritten offsets",
                    new RecordTooLargeException("The request included a message larger than the server accepts.")));
        }

        // Then
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(2L, 4L, 8L, 16L, 30L, 30L, 30L);
        assertThat(deaths.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble)
                        .contains(
                                "7 times in 155 s",
                                "topic hubspot.dead-letters",
                                "RecordTooLargeException",
                                "max.message.bytes")
                        .doesNotContain("\n"));
    }

    @Test
    void shouldNotBlameTheTopicOfARecordBehindTheOneThatFailed() {
        // Given
        KafkaException tooLarge =
                new RecordTooLargeException("The request included a message larger than the server accepts.");
        Throwable first = new StreamsException(
                "Error encountered sending record to topic hubspot.dead-letters for task 0_0", tooLarge);
        Throwable behind = new StreamsException(
                "Error encountered trying to send record to topic events-tallies-changelog",
                new KafkaException("Cannot execute transactional method because we are in an error state", tooLarge));

        // When
        handler.handle(first);
        handler.handle(behind);

        // Then
        assertThat(deaths.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble)
                        .contains("topic hubspot.dead-letters: RecordTooLargeException")
                        .doesNotContain("events-tallies-changelog"));
    }

    @Test
    void shouldNameATopicThatIsDenied() {
        // When
        for (int i = 0; i < 2; i++) {
            handler.handle(new StreamsException(new TopicAuthorizationException(Set.of("hubspot.ledger"))));
        }

        // Then
        assertThat(deaths.trouble())
                .hasValueSatisfying(trouble ->
                        assertThat(trouble).contains("topic hubspot.ledger", "TopicAuthorizationException", "grant"));
    }

    @Test
    void shouldBeWellAgainWhenThreadsHaveLivedForAWhile() {
        // Given
        handler.handle(new IllegalStateException("bug"));
        handler.handle(new IllegalStateException("bug"));
        boolean before = deaths.trouble().isPresent();

        // When
        advance(ThreadDeaths.CALM);

        // Then
        assertThat(before).isTrue();
        assertThat(deaths.trouble()).isEmpty();
    }

    @Test
    void shouldTakeThreadsThatDieTogetherForOneFault() {
        // When
        for (int thread = 0; thread < 8; thread++) {
            deaths.died("the broker was away");
            advance(Duration.ofMillis(200));
        }

        // Then
        assertThat(deaths.trouble()).isEmpty();
    }

    @Test
    void shouldNotGoOnInABrokenJvm() {
        assertThat(handler.handle(new StreamsException(new OutOfMemoryError())))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }

    @Test
    void shouldGoOnWhenAStackOverflows() {
        assertThat(handler.handle(new StreamsException(new StackOverflowError())))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    private void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
