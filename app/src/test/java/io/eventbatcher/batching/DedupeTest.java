package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.batching.node.Nodes;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DedupeTest {
    private static final String WINDOW = "dedupe: { window: 1h }";

    @Test
    void shouldDropAndCountADuplicate(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, WINDOW)) {
            // Given
            byte[] value = flow.avro.withId(Events.behavioral("same").build());
            flow.send(Route.BEHAVIORAL, value);

            // When
            flow.send(Route.BEHAVIORAL, value);

            // Then
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("same");
            assertThat(flow.ledger()).containsEntry("batching/behavioral/0", new Tally(2, 1, 1, 0));
        }
    }

    @Test
    void shouldRememberForExactlyTheWindowWhereverItsBucketsLie(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, WINDOW)) {
            // Given: a first sight in the middle of a bucket
            flow.advance(Duration.ofMinutes(30));
            byte[] value = flow.avro.withId(Events.behavioral("same").build());
            flow.send(Route.BEHAVIORAL, value);
            flow.advance(Duration.ofMinutes(60).minusMillis(1));
            flow.send(Route.BEHAVIORAL, value);
            List<String> withinTheWindow = flow.delivered(Route.BEHAVIORAL);

            // When: the window is over; the duplicate has not prolonged it
            flow.send(Route.BEHAVIORAL, value);

            // Then
            assertThat(withinTheWindow).hasSize(1);
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("same");
        }
    }

    @Test
    void shouldRememberAtTheEndOfTheNextBucket(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, WINDOW)) {
            // Given: other events keep the store's own time moving
            flow.advance(Duration.ofMinutes(59));
            byte[] value = flow.avro.withId(Events.behavioral("same").build());
            flow.send(Route.BEHAVIORAL, value);
            flow.advance(Duration.ofMinutes(58));
            flow.send(
                    Route.BEHAVIORAL,
                    flow.avro.withId(Events.behavioral("other").build()));

            // When
            flow.send(Route.BEHAVIORAL, value);

            // Then
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsOnlyOnce("same");
        }
    }

    @Test
    void shouldBuryTheSameUuidWithOtherContent(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, WINDOW)) {
            // Given
            flow.send(
                    Route.BEHAVIORAL, flow.avro.withId(Events.behavioral("same").build()));
            byte[] other = flow.avro.withId(
                    Events.behavioral("same").setEmail("grace@example.com").build());

            // When
            flow.send(Route.BEHAVIORAL, other);

            // Then
            assertThat(flow.deadLetters()).singleElement().satisfies(dead -> {
                assertThat(dead.getValue()).isEqualTo(other);
                assertThat(Flow.header(dead, DeadLetterHeader.REASON)).isEqualTo("uuid-conflict");
                assertThat(Flow.header(dead, DeadLetterHeader.UUID)).isEqualTo("same");
                assertThat(Flow.header(dead, DeadLetterHeader.EVENT_NAME)).isEqualTo("pe1234_purchase");
            });
            assertThat(flow.delivered(Route.BEHAVIORAL)).hasSize(1);
            assertThat(flow.ledger()).containsEntry("batching/behavioral/0", new Tally(2, 1, 0, 1));
        }
    }

    @Test
    void shouldDropAConflictWhenSoConfigured(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "dedupe: { on-conflict: drop }")) {
            // Given
            flow.send(
                    Route.BEHAVIORAL, flow.avro.withId(Events.behavioral("same").build()));

            // When
            flow.send(
                    Route.BEHAVIORAL,
                    flow.avro.withId(Events.behavioral("same").setUtk("other").build()));

            // Then
            assertThat(flow.deadLetters()).isEmpty();
            assertThat(flow.delivered(Route.BEHAVIORAL)).hasSize(1);
        }
    }

    @Test
    void shouldTellTheSameUuidApartByEventName(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, WINDOW)) {
            // Given
            flow.send(
                    Route.BEHAVIORAL, flow.avro.withId(Events.behavioral("same").build()));

            // When
            flow.send(
                    Route.BEHAVIORAL,
                    flow.avro.withId(Events.behavioral("same")
                            .setEventName("pe1234_visit")
                            .build()));

            // Then
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("same", "same");
        }
    }

    @Test
    void shouldTellTheSameUuidApartByMarketingEvent(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, WINDOW)) {
            // Given
            flow.send(
                    Route.MARKETING_UPDATE,
                    flow.avro.withId(Events.update("1").setUuid("same").build()));

            // When
            flow.send(
                    Route.MARKETING_UPDATE,
                    flow.avro.withId(Events.update("2").setUuid("same").build()));

            // Then
            assertThat(flow.delivered(Route.MARKETING_UPDATE)).containsExactly("same", "same");
        }
    }

    @Test
    void shouldNotForgetBecauseOfAncientOrFarFutureTimestamps(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, WINDOW)) {
            // Given
            byte[] value = flow.avro.withId(Events.behavioral("same").build());
            flow.send(Route.BEHAVIORAL, value);
            flow.send(Route.BEHAVIORAL, at(flow, "ancient", Instant.ofEpochMilli(0)));
            flow.send(Route.BEHAVIORAL, at(flow, "future", Instant.ofEpochMilli(Long.MAX_VALUE / 2)));
            flow.send(Route.BEHAVIORAL, at(flow, "end", Instant.ofEpochMilli(Long.MAX_VALUE)));

            // When
            flow.send(Route.BEHAVIORAL, value);

            // Then
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("same", "ancient", "future", "end");
            assertThat(flow.deadLetters()).isEmpty();
        }
    }

    @Test
    void shouldStampAllInternalRecordsWithTheWallClock(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, WINDOW)) {
            // When
            flow.send(Route.BEHAVIORAL, at(flow, "ancient", Instant.ofEpochMilli(0)));
            flow.send(Route.BEHAVIORAL, at(flow, "future", Instant.ofEpochMilli(Long.MAX_VALUE / 2)));
            flow.delivered(Route.BEHAVIORAL);

            // Then: a broker refuses a timestamp of the far future, and drops an ancient one by retention
            for (String store : List.of(Nodes.INGEST_TALLIES, "behavioral-seen", "behavioral-buffer")) {
                assertThat(flow.read("event-batcher-" + store + "-changelog"))
                        .as(store)
                        .isNotEmpty()
                        .allSatisfy(record ->
                                assertThat(record.getRecordTime()).isBetween(Flow.START, Flow.START.plusSeconds(60)));
            }
        }
    }

    private static TestRecord<byte[], byte[]> at(Flow flow, String uuid, Instant timestamp) {
        byte[] value = flow.avro.withId(Events.behavioral(uuid).build());
        return new TestRecord<>(new byte[0], value, new RecordHeaders(), timestamp);
    }
}
