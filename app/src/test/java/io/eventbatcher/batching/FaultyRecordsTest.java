package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.ItemDraft;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultyRecordsTest {
    private static final SchemaId FAULTY = new SchemaId.Id(66);
    private static final byte[] MEETS_A_FAULT = {0, 0, 0, 0, 66, 1};
    private static final String REPARTITION = "event-batcher-behavioral-repartition";

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, NullPointerException.class, StackOverflowError.class})
    void shouldBuryARecordThatMeetsAFaultOfOurs(Class<? extends Throwable> fault, @TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            flow.avro.fail(FAULTY, fault);

            // When
            flow.send(Route.BEHAVIORAL, MEETS_A_FAULT);
            flow.send(
                    Route.BEHAVIORAL,
                    flow.avro.withId(Events.behavioral("behind").build()));

            // Then
            assertThat(flow.deadLetters()).singleElement().satisfies(dead -> {
                assertThat(dead.getValue()).isEqualTo(MEETS_A_FAULT);
                assertThat(Flow.header(dead, DeadLetterHeader.REASON)).isEqualTo("undecodable");
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_MESSAGE))
                        .contains(fault.getName(), "io.eventbatcher.fixtures.AvroBytes", "report");
            });
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("behind");
        }
    }

    @Test
    void shouldLeaveKafkasOwnExceptionsToKafkaStreams(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            flow.avro.fail(FAULTY, TimeoutException.class);

            // When
            assertThatThrownBy(() -> flow.send(Route.BEHAVIORAL, MEETS_A_FAULT))
                    // Then
                    .hasRootCauseInstanceOf(TimeoutException.class);
            assertThat(flow.deadLetters()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(null)",
                "",
                "hello",
                "{\"a\":1}",
                "\u0001short",
                "\u0002\u0009\u0009",
                "\u0003\u0001\u0001",
                "\u0004text"
            })
    void shouldBuryWhatNoneOfOursHasWrittenToAnInternalTopic(String value, @TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            byte[] bytes = value.equals("(null)") ? null : value.getBytes(StandardCharsets.UTF_8);

            // When
            flow.pipe(REPARTITION, new TestRecord<>(null, bytes, new RecordHeaders(), Flow.RECORDED));
            flow.send(
                    Route.BEHAVIORAL,
                    flow.avro.withId(Events.behavioral("behind").build()));

            // Then
            assertThat(flow.deadLetters()).singleElement().satisfies(dead -> {
                assertThat(dead.getValue()).isEqualTo(bytes);
                assertThat(Flow.header(dead, DeadLetterHeader.REASON)).isEqualTo("undecodable");
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_TOPIC)).isEqualTo(REPARTITION);
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_MESSAGE)).contains("no bundle");
            });
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("behind");
            assertThat(flow.ledger()).containsEntry("batching/behavioral/0", new Tally(2, 1, 0, 1));
        }
    }

    @Test
    void shouldNotBuryWhatALaterReleaseHasWritten(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            byte[] written = item().toBytes();
            written[0] = 3;
            TestRecord<byte[], byte[]> later = new TestRecord<>(null, written, new RecordHeaders(), Flow.RECORDED);

            // When
            assertThatThrownBy(() -> flow.pipe(REPARTITION, later))
                    // Then
                    .rootCause()
                    .hasMessageContaining("Run the release that wrote it");
            assertThat(flow.deadLetters()).isEmpty();
        }
    }

    private static Item item() {
        SourceRecord source =
                new SourceRecord(new Origin("topic", 0, 1, 2), null, new byte[] {1}, new RecordHeaders(), 0);
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        return new ItemDraft("a", "pe1_a", "identity", null, 1, json, source).encode();
    }
}
