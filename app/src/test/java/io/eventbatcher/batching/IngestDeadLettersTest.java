package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestDeadLettersTest {
    private static final byte[] KEY = {1, 2};

    @ParameterizedTest
    @CsvSource({"undecodable, 7", "unknown-schema, 9999", "invalid-event, 0"})
    void shouldKeepKeyValueAndHeadersToTheByte(String reason, int schemaId, @TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            byte[] value = switch (reason) {
                case "undecodable" -> new byte[] {1, 2, 3};
                case "unknown-schema" -> AvroBytes.withId(schemaId, new byte[] {4, 5});
                default ->
                    flow.avro.withId(
                            Events.behavioral("u").setEventName("purchase").build());
            };
            Header[] original = {
                new RecordHeader("trace", new byte[] {0, -1}),
                new RecordHeader("empty", new byte[0]),
                new RecordHeader("null", (byte[]) null),
                new RecordHeader("trace", new byte[] {7})
            };

            // When
            flow.send(Route.BEHAVIORAL, new TestRecord<>(KEY, value, new RecordHeaders(original), Flow.RECORDED));

            // Then
            assertThat(flow.deadLetters()).singleElement().satisfies(dead -> {
                assertThat(dead.getKey()).isEqualTo(KEY);
                assertThat(dead.getValue()).isEqualTo(value);
                assertThat(Arrays.copyOf(dead.headers().toArray(), original.length))
                        .containsExactly(original);
                assertThat(Flow.header(dead, DeadLetterHeader.REASON)).isEqualTo(reason);
                assertThat(Flow.header(dead, DeadLetterHeader.ROUTE)).isEqualTo("behavioral");
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_TOPIC)).isEqualTo("hubspot.behavioral-events");
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_PARTITION)).isEqualTo("0");
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_OFFSET)).isEqualTo("0");
                assertThat(Flow.header(dead, DeadLetterHeader.ORIGINAL_TIMESTAMP))
                        .isEqualTo(Long.toString(Flow.RECORDED.toEpochMilli()));
                assertThat(Flow.header(dead, DeadLetterHeader.FAILED_AT)).isEqualTo("2026-11-21T10:00:00.000Z");
                assertThat(Flow.header(dead, DeadLetterHeader.REPLAYS)).isEqualTo("0");
                assertThat(dead.timestamp()).isEqualTo(Flow.START.toEpochMilli());
            });
            assertThat(flow.ledger()).containsEntry("ingest/hubspot.behavioral-events/0", new Tally(1, 0, 0, 1));
        }
    }

    @Test
    void shouldListAllThatIsWrongWithAnEvent(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // When
            flow.send(
                    Route.BEHAVIORAL,
                    flow.avro.withId(Events.behavioral("u")
                            .setEventName("purchase")
                            .setEmail(" ")
                            .setProperties(Map.of("Upper", "v", "long_value", "x".repeat(257)))
                            .build()));

            // Then
            assertThat(flow.deadLetters())
                    .singleElement()
                    .satisfies(dead -> assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_MESSAGE))
                            .contains(
                                    "'purchase'", "One of objectId, email and utk", "'Upper'", "'long_value'", "256"));
        }
    }

    @Test
    void shouldGoOnAfterATombstoneAndARecordWithoutAKey(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // When
            flow.send(Route.BEHAVIORAL, (byte[]) null);
            flow.send(Route.BEHAVIORAL, new TestRecord<>(null, null, new RecordHeaders(), Flow.RECORDED));
            flow.send(
                    Route.BEHAVIORAL,
                    new TestRecord<>(
                            null,
                            flow.avro.withId(Events.behavioral("keyless").build()),
                            new RecordHeaders(),
                            Flow.RECORDED));

            // Then
            List<TestRecord<byte[], byte[]>> dead = flow.deadLetters();
            assertThat(dead).extracting(TestRecord::getValue).containsExactly(null, null);
            assertThat(dead).extracting(TestRecord::getKey).containsExactly(KEY, null);
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("keyless");
        }
    }

    @Test
    void shouldCutWhatItTellsSoThatADeadLetterFitsItsTopic(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // When
            flow.send(
                    Route.BEHAVIORAL,
                    flow.avro.withId(Events.behavioral("u".repeat(300_000))
                            .setEventName("e".repeat(300_000))
                            .build()));

            // Then
            assertThat(flow.deadLetters())
                    .singleElement()
                    .satisfies(dead -> assertThat(size(dead.headers())).isLessThan(20_000));
        }
    }

    private static int size(Headers headers) {
        int size = 0;
        for (Header header : headers) {
            size += header.key().getBytes(StandardCharsets.UTF_8).length
                    + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }
}
