package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OversizeRecordsTest {
    private static final String ACCOUNT = "ingest/hubspot.behavioral-events/0";
    private static final SchemaId LATE = new SchemaId.Id(77);

    private final Path stateDir;

    OversizeRecordsTest(@TempDir Path stateDir) {
        this.stateDir = stateDir;
    }

    @Test
    void shouldBuryARecordThatFitsNoTopicAndSayWhereItStands() throws Exception {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            byte[] huge = new byte[5_500_000];
            flow.send(Route.BEHAVIORAL, event(flow, "before"));

            // When
            flow.send(Route.BEHAVIORAL, huge);
            flow.send(Route.BEHAVIORAL, event(flow, "behind"));

            // Then
            assertThat(flow.deadLetters()).singleElement().satisfies(dead -> {
                assertThat(dead.getKey()).containsExactly(1, 2);
                assertThat(dead.getValue()).isNull();
                assertThat(Flow.header(dead, DeadLetterHeader.REASON)).isEqualTo("too-large");
                assertThat(header(dead, "dlq.left-out")).isEqualTo("value");
                assertThat(header(dead, "dlq.value-bytes")).isEqualTo("5500000");
                assertThat(header(dead, "dlq.value-sha256")).isEqualTo(sha256(huge));
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_TOPIC)).isEqualTo("hubspot.behavioral-events");
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_OFFSET)).isEqualTo("1");
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_MESSAGE))
                        .contains("5,500,", "hubspot.behavioral-events-0@1", "max-record-bytes");
            });
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("before", "behind");
            assertThat(flow.ledger()).containsEntry(ACCOUNT, new Tally(3, 2, 0, 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,       10,      5000000, headers",
        "5000000, 10,      0,       key",
        "3500000, 3400000, 10,      key",
        "3000000, 3200000, 3900000, 'headers, value'",
        "3950000, 3960000, 3970000, 'headers, value, key'",
        "1000000, 1000000, 1000000, "
    })
    void shouldLeaveOutTheLargestPartsAndNoMore(
            int key, int value, int headerBytes, String leftOut, @TempDir Path ofThisCase) {
        try (Flow flow = new Flow(ofThisCase, "")) {
            // Given
            Headers headers = new RecordHeaders().add("trace", new byte[headerBytes]);
            TestRecord<byte[], byte[]> record =
                    new TestRecord<>(new byte[key], new byte[value], headers, Flow.RECORDED);

            // When
            flow.send(Route.BEHAVIORAL, record);

            // Then
            assertThat(flow.deadLetters()).singleElement().satisfies(dead -> {
                assertThat(DeadLetterHeader.LEFT_OUT.in(dead.headers()).orElse(null))
                        .isEqualTo(leftOut);
                assertThat(sizeInRequest(dead)).isLessThan(flow.settings.maxTopicRecordBytes());
            });
        }
    }

    @Test
    void shouldKeepTheOrderOfAnOversizeRecordThatWaitsBehindAnother() {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            flow.avro.answer(LATE, new SchemaAnswer.NoAnswer("down"));
            byte[] huge = AvroBytes.withId(77, new byte[6_000_000]);
            flow.send(Route.BEHAVIORAL, late("late"));
            flow.send(Route.BEHAVIORAL, huge);
            List<TestRecord<byte[], byte[]>> whileItWaits = flow.deadLetters();

            // When
            flow.avro.answer(LATE, new SchemaAnswer.Found(BehavioralEvent.getClassSchema()));
            flow.advance(Duration.ofMillis(100));

            // Then
            assertThat(whileItWaits).isEmpty();
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("late");
            assertThat(flow.deadLetters()).singleElement().satisfies(dead -> {
                assertThat(Flow.header(dead, DeadLetterHeader.REASON)).isEqualTo("too-large");
                assertThat(header(dead, "dlq.value-bytes")).isEqualTo(Integer.toString(huge.length));
                assertThat(header(dead, "dlq.value-sha256")).isEqualTo(sha256(huge));
            });
            assertThat(flow.ledger()).containsEntry(ACCOUNT, new Tally(2, 1, 0, 1));
        }
    }

    @Test
    void shouldBuryAReplayOfALetterWithoutItsValueUnderTheFirstOrigin() {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            flow.send(Route.BEHAVIORAL, new byte[5_500_000]);
            Headers ofLetter = flow.deadLetters().get(0).headers();
            ofLetter.add("dlq.replay-id", "ticket-1".getBytes(StandardCharsets.UTF_8));

            // When
            flow.replay(null, ofLetter);

            // Then
            assertThat(flow.deadLetters()).singleElement().satisfies(dead -> {
                assertThat(Flow.header(dead, DeadLetterHeader.REASON)).isEqualTo("too-large");
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_TOPIC)).isEqualTo("hubspot.behavioral-events");
                assertThat(Flow.header(dead, DeadLetterHeader.REPLAYS)).isEqualTo("1");
                assertThat(header(dead, "dlq.value-bytes")).isEqualTo("5500000");
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_MESSAGE)).contains("publish the original");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"dlq.replay-id", "__streams.errors.topic"})
    void shouldRefuseAReplayWhoseCoordinatesAreNone(String header, @TempDir Path ofThisCase) {
        try (Flow flow = new Flow(ofThisCase, "")) {
            // Given: a replay that must wait, and whose header alone is larger than a topic of ours
            flow.avro.answer(LATE, new SchemaAnswer.NoAnswer("down"));
            Headers headers = ReplayTest.headers("replay-1", "behavioral");
            headers.remove(header);
            headers.add(header, "x".repeat(4_500_000).getBytes(StandardCharsets.UTF_8));

            // When
            flow.replay(late("late"), headers);

            // Then
            assertThat(flow.deadLetters()).singleElement().satisfies(dead -> {
                assertThat(Flow.header(dead, DeadLetterHeader.REASON)).isEqualTo("invalid-event");
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_MESSAGE)).contains(header);
                assertThat(sizeInRequest(dead)).isLessThan(flow.settings.maxTopicRecordBytes());
            });
        }
    }

    @Test
    void shouldMakeLettersThatFitWhateverTheSizes() {
        long seed = Long.getLong("fuzz.seed", 27);
        Random random = new Random(seed);
        try (Flow flow = new Flow(stateDir, "ingest: { rejection-streak: 0 }")) {
            for (int i = 0; i < 60; i++) {
                // When
                flow.send(Route.BEHAVIORAL, record(random));

                // Then
                assertThat(flow.deadLetters())
                        .as("record %d of -Dfuzz.seed=%d", i, seed)
                        .singleElement()
                        .satisfies(dead ->
                                assertThat(sizeInRequest(dead)).isLessThan(flow.settings.maxTopicRecordBytes()));
            }
        }
    }

    private static TestRecord<byte[], byte[]> record(Random random) {
        Headers headers = new RecordHeaders();
        for (int i = random.nextInt(6); i > 0; i--) {
            headers.add("ü".repeat(random.nextInt(3) * 100_000), new byte[size(random)]);
        }
        return new TestRecord<>(new byte[size(random)], new byte[size(random)], headers, Flow.RECORDED);
    }

    /** Often about as much as a topic of ours takes. */
    private static int size(Random random) {
        return random.nextBoolean() ? random.nextInt(2_000) : 3_900_000 + random.nextInt(100_000);
    }

    /** The size that a producer compares with {@code max.request.size}: uncompressed. */
    private static int sizeInRequest(TestRecord<byte[], byte[]> record) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.LZ4,
                record.getKey(),
                record.getValue(),
                record.headers().toArray());
    }

    private static byte[] event(Flow flow, String uuid) {
        return flow.avro.withId(Events.behavioral(uuid).build());
    }

    private static byte[] late(String uuid) {
        return AvroBytes.withId(77, AvroBytes.bare(Events.behavioral(uuid).build()));
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "(none)" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) throws java.security.NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
