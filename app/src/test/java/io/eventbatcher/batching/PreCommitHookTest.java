package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.Events;
import io.eventbatcher.record.Bundle;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test driver commits after each record. */
class PreCommitHookTest {
    private static final String APPLICATION = "event-batcher-";

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-02T00:00:00Z", "2300-01-01T00:00:00Z"})
    void shouldWriteChangelogsAtTheWallClockWhateverTheSourceSays(Instant recorded, @TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // When
            flow.send(Route.BEHAVIORAL, event(flow, "a", recorded));

            // Then
            for (String store : List.of("ingest-tallies", "behavioral-tallies", "behavioral-buffer")) {
                assertThat(flow.read(APPLICATION + store + "-changelog"))
                        .as(store)
                        .isNotEmpty()
                        .extracting(TestRecord::timestamp)
                        .containsOnly(Flow.START.toEpochMilli());
            }
        }
    }

    @Test
    void shouldSendWhatWaitsForItsBundleWithTheCommit(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // When
            flow.send(Route.BEHAVIORAL, event(flow, "a", Flow.RECORDED));
            flow.send(Route.BEHAVIORAL, event(flow, "b", Flow.RECORDED));

            // Then
            assertThat(flow.read(APPLICATION + "behavioral-repartition"))
                    .flatExtracting(record -> Bundle.read(record.value()))
                    .extracting(Item::uuid)
                    .containsExactly("a", "b");
        }
    }

    @Test
    void shouldWriteNothingToTheBufferForABatchThatIsFull(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "routes: { behavioral: { max-inputs: 1 } }")) {
            // When
            flow.send(Route.BEHAVIORAL, event(flow, "a", Flow.RECORDED));

            // Then
            assertThat(flow.batches(Route.BEHAVIORAL)).hasSize(1);
            assertThat(flow.read(APPLICATION + "behavioral-buffer-changelog")).isEmpty();
        }
    }

    @Test
    void shouldLeaveAnEmptyBufferBehindWhenTheBatchIsGone(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            flow.send(Route.BEHAVIORAL, event(flow, "a", Flow.RECORDED));
            var buffered = flow.read(APPLICATION + "behavioral-buffer-changelog");

            // When
            flow.advance(Duration.ofSeconds(2));

            // Then
            assertThat(buffered).hasSize(2);
            assertThat(flow.read(APPLICATION + "behavioral-buffer-changelog"))
                    .hasSize(2)
                    .extracting(TestRecord::value)
                    .containsOnlyNulls();
        }
    }

    private static TestRecord<byte[], byte[]> event(Flow flow, String uuid, Instant recorded) {
        return new TestRecord<>(
                new byte[] {1}, flow.avro.withId(Events.behavioral(uuid).build()), new RecordHeaders(), recorded);
    }
}
