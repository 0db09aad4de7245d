package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.registry.ProbePolicy;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeferredRecordsTest {
    private static final SchemaId LATE = new SchemaId.Id(77);
    private static final TopicPartition SOURCE = new TopicPartition("hubspot.behavioral-events", 0);
    private static final String ACCOUNT = "ingest/hubspot.behavioral-events/0";
    private static final IngestPolicy STREAK_OF_TEN =
            new IngestPolicy(ProbePolicy.DEFAULT, 10, Duration.ofSeconds(10), 3);

    private final Path stateDir;

    DeferredRecordsTest(@TempDir Path stateDir) {
        this.stateDir = stateDir;
    }

    @Test
    void shouldKeepTheOrderBehindADeferredRecord() {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            flow.avro.answer(LATE, new SchemaAnswer.NoAnswer("down"));
            flow.send(Route.BEHAVIORAL, event(flow, "before"));
            flow.send(Route.BEHAVIORAL, late("late"));
            flow.send(Route.BEHAVIORAL, event(flow, "behind"));
            List<String> delivered = flow.delivered(Route.BEHAVIORAL);
            boolean paused = flow.paused.isPaused(SOURCE);
            Map<String, Tally> ledger = flow.ledger();

            // When
            flow.avro.answer(LATE, new SchemaAnswer.Found(BehavioralEvent.getClassSchema()));
            flow.advance(Duration.ofMillis(100));
            flow.send(Route.BEHAVIORAL, event(flow, "after"));

            // Then
            assertThat(delivered).containsExactly("before");
            assertThat(paused).isTrue();
            assertThat(ledger).containsEntry(ACCOUNT, new Tally(3, 1, 0, 0));
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("late", "behind", "after");
            assertThat(flow.paused.isPaused(SOURCE)).isFalse();
            assertThat(flow.ledger()).containsEntry(ACCOUNT, new Tally(4, 4, 0, 0));
            assertThat(flow.deadLetters()).isEmpty();
        }
    }

    @Test
    void shouldLetOtherTopicsPass() {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            flow.avro.answer(LATE, new SchemaAnswer.NoAnswer("down"));
            flow.send(Route.BEHAVIORAL, late("late"));

            // When
            flow.send(
                    Route.MARKETING_UPDATE, flow.avro.withId(Events.update("5").build()));
            flow.replay(event(flow, "replayed"), replayHeaders());

            // Then
            assertThat(flow.delivered(Route.MARKETING_UPDATE)).hasSize(1);
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("replayed");
        }
    }

    @Test
    void shouldCloseTheBatchesOfEventsBeforeAnOutageAfterTheirLinger() {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            flow.avro.answer(LATE, new SchemaAnswer.NoAnswer("down"));
            flow.send(Route.BEHAVIORAL, event(flow, "before"));
            flow.send(Route.BEHAVIORAL, late("late"));

            // When
            flow.advance(flow.settings.route(Route.BEHAVIORAL).linger());

            // Then
            assertThat(flow.batches(Route.BEHAVIORAL)).hasSize(1);
        }
    }

    @Test
    void shouldKeepBytesHeadersAndReplayOfADeferredRecord() {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            flow.avro.answer(LATE, new SchemaAnswer.NoAnswer("down"));
            RecordHeaders headers = new RecordHeaders();
            headers.add("binary", new byte[] {0, -1, 127});
            headers.add("null", null);
            byte[] value = late("late");
            flow.send(Route.BEHAVIORAL, new TestRecord<>(null, value, headers, Flow.RECORDED));
            flow.replay(value, replayHeaders());

            // When
            flow.avro.answer(LATE, new SchemaAnswer.Unusable("it is no Avro"));
            flow.advance(Duration.ofMillis(100));

            // Then
            List<TestRecord<byte[], byte[]>> dead = flow.deadLetters();
            assertThat(dead)
                    .hasSize(2)
                    .allSatisfy(letter -> assertThat(letter.value()).isEqualTo(value));
            TestRecord<byte[], byte[]> straight = dead.stream()
                    .filter(letter -> letter.key() == null)
                    .findFirst()
                    .orElseThrow();
            assertThat(List.of(straight.headers().toArray()).subList(0, 2)).containsExactly(headers.toArray());
            assertThat(dead)
                    .extracting(letter -> Flow.header(letter, DeadLetterHeader.REPLAYS))
                    .containsExactlyInAnyOrder("0", "3");
        }
    }

    @Test
    void shouldHaltATopicOfWhichEverythingIsRejected() {
        try (Flow flow = new Flow(stateDir, "", STREAK_OF_TEN)) {
            // Given
            for (int i = 0; i < 50; i++) {
                flow.send(Route.BEHAVIORAL, new byte[] {1, (byte) i});
            }
            flow.send(Route.BEHAVIORAL, event(flow, "good"));
            flow.send(
                    Route.MARKETING_UPDATE, flow.avro.withId(Events.update("5").build()));
            int dead = flow.deadLetters().size();
            boolean paused = flow.paused.isPaused(SOURCE);
            List<String> onTheOtherRoute = flow.delivered(Route.MARKETING_UPDATE);
            int deadMeanwhile = flow.deadLetters().size();

            // When time passes, a few are tried now and then
            List<Integer> probed = new ArrayList<>();
            while (flow.paused.isPaused(SOURCE) && probed.size() <= 40) {
                flow.advance(Duration.ofSeconds(10));
                flow.advance(Duration.ofMillis(100));
                probed.add(flow.deadLetters().size());
            }

            // Then the first that passes ends the halt
            assertThat(dead).isEqualTo(10);
            assertThat(paused).isTrue();
            assertThat(onTheOtherRoute).hasSize(1);
            assertThat(deadMeanwhile).isLessThanOrEqualTo(3);
            assertThat(probed).allSatisfy(more -> assertThat(more).isBetween(0, 6));
            assertThat(probed.stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(40);
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("good");
            flow.send(Route.BEHAVIORAL, event(flow, "next"));
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("next");
        }
    }

    @Test
    void shouldNotHaltForRejectionsAmongGoodRecords() {
        try (Flow flow = new Flow(stateDir, "", STREAK_OF_TEN)) {
            // When
            for (int i = 0; i < 90; i++) {
                flow.send(Route.BEHAVIORAL, i % 10 == 9 ? event(flow, "good " + i) : new byte[] {1, (byte) i});
            }

            // Then
            assertThat(flow.deadLetters()).hasSize(81);
            assertThat(flow.paused.isPaused(SOURCE)).isFalse();
        }
    }

    @Test
    void shouldNotHaltForReplaysThatDieAgain() {
        try (Flow flow = new Flow(stateDir, "", STREAK_OF_TEN)) {
            // When
            for (int i = 0; i < 50; i++) {
                flow.replay(new byte[] {1, (byte) i}, replayHeaders());
            }

            // Then
            assertThat(flow.deadLetters()).hasSize(50);
        }
    }

    @Test
    void shouldKeepHeadersOfSeveralHundredKilobytesToTheByte() {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            byte[] large = new byte[900_000];
            new java.util.Random(1).nextBytes(large);
            RecordHeaders headers = new RecordHeaders();
            headers.add("large", large);
            headers.add("", new byte[0]);
            headers.add("\u00fc\u0000", large);

            // When
            flow.send(Route.BEHAVIORAL, new TestRecord<>(null, new byte[900_000], headers, Flow.RECORDED));

            // Then
            assertThat(flow.deadLetters())
                    .singleElement()
                    .satisfies(
                            dead -> assertThat(List.of(dead.headers().toArray()).subList(0, 3))
                                    .containsExactly(headers.toArray()));
        }
    }

    private static RecordHeaders replayHeaders() {
        RecordHeaders headers = new RecordHeaders();
        add(headers, DeadLetterHeader.ROUTE, "behavioral");
        add(headers, DeadLetterHeader.ERRORS_TOPIC, "first");
        add(headers, DeadLetterHeader.ERRORS_PARTITION, "1");
        add(headers, DeadLetterHeader.ERRORS_OFFSET, "2");
        add(headers, DeadLetterHeader.ORIGINAL_TIMESTAMP, "3");
        add(headers, DeadLetterHeader.REPLAYS, "2");
        add(headers, DeadLetterHeader.REPLAY_ID, "r1");
        return headers;
    }

    private static void add(RecordHeaders headers, DeadLetterHeader header, String text) {
        headers.add(header.key(), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static byte[] event(Flow flow, String uuid) {
        return flow.avro.withId(Events.behavioral(uuid).build());
    }

    private static byte[] late(String uuid) {
        return AvroBytes.withId(77, AvroBytes.bare(Events.behavioral(uuid).build()));
    }
}
