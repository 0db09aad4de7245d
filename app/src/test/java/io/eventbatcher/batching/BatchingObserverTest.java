package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.batching.node.BatchingObserver;
import io.eventbatcher.batching.node.LedgerProcessor;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Batch.ClosedBy;
import io.eventbatcher.route.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchingObserverTest {
    @Test
    void shouldTellCountsBatchesAndDeadLetters(@TempDir Path stateDir) {
        // Given
        Recorder recorder = new Recorder();
        try (Flow flow = new Flow(stateDir, "", IngestPolicy.DEFAULT, recorder)) {
            byte[] event = flow.avro.withId(Events.behavioral("same").build());

            // When
            flow.send(Route.BEHAVIORAL, event);
            flow.send(Route.BEHAVIORAL, event);
            flow.send(Route.BEHAVIORAL, new byte[] {1});
            flow.advance(Duration.ofMinutes(1));
            flow.advance(LedgerProcessor.PERIOD);

            // Then
            String ingest = "ingest/" + flow.settings.route(Route.BEHAVIORAL).topic() + "/0";
            assertThat(recorder.counts).containsEntry(ingest, new Tally(3, 2, 0, 1));
            assertThat(recorder.counts).containsEntry("batching/behavioral/0", new Tally(2, 1, 1, 0));
            assertThat(recorder.waiting).containsEntry("batching/behavioral/0", 0L);
            assertThat(recorder.told).containsExactly("behavioral undecodable", "behavioral linger 1");
        }
        assertThat(recorder.waiting).isEmpty();
    }

    @Test
    void shouldTellSinceWhenTheOldestEventOfAQueueWaits(@TempDir Path stateDir) {
        // Given
        Recorder recorder = new Recorder();
        SchemaId unknown = new SchemaId.Id(77);
        try (Flow flow = new Flow(stateDir, "", IngestPolicy.DEFAULT, recorder)) {
            flow.avro.answer(unknown, new SchemaAnswer.NoAnswer("down"));
            flow.send(
                    Route.BEHAVIORAL,
                    flow.avro.withId(Events.behavioral("gathered").build()));
            flow.advance(Duration.ofMillis(300));
            flow.send(
                    Route.BEHAVIORAL,
                    AvroBytes.withId(
                            77, AvroBytes.bare(Events.behavioral("deferred").build())));

            // When
            flow.advance(Duration.ofMillis(200));

            // Then
            assertThat(recorder.heads)
                    .containsEntry("batching/behavioral/0", Flow.START)
                    .containsEntry("ingest/hubspot.behavioral-events/0", Flow.START.plusMillis(300));
            flow.advance(Duration.ofMinutes(1));
            assertThat(recorder.heads).doesNotContainKey("batching/behavioral/0");
        }
        assertThat(recorder.heads).isEmpty();
    }

    private static final class Recorder implements BatchingObserver {
        private final Map<String, Tally> counts = new HashMap<>();
        private final Map<String, Long> waiting = new HashMap<>();
        private final Map<String, Instant> heads = new HashMap<>();
        private final List<String> told = new ArrayList<>();

        @Override
        public void counted(Account account, Tally more, long waits) {
            counts.merge(account.key(), more, Tally::plus);
            waiting.put(account.key(), waits);
        }

        @Override
        public void left(Account account) {
            waiting.remove(account.key());
        }

        @Override
        public void waitsSince(Account queue, Route route, long since) {
            heads.put(queue.key(), Instant.ofEpochMilli(since));
        }

        @Override
        public void waitsNoMore(Account queue) {
            heads.remove(queue.key());
        }

        @Override
        public void closed(Route route, ClosedBy closedBy, int events) {
            told.add(route + " " + closedBy.label() + " " + events);
        }

        @Override
        public void died(@Nullable Route route, Reason reason) {
            told.add(route + " " + reason.label());
        }
    }
}
