package io.eventbatcher.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterTest {
    private static final Instant FAILED_AT = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void shouldSetItsHeadersBehindTheProducersOwn() {
        // Given
        Headers original =
                new RecordHeaders().add("a", new byte[] {1}).add("b", null).add("a", new byte[] {2});

        // When
        Headers headers =
                letter(original, 0).with(DeadLetterHeader.ROUTE, "behavioral").headers();

        // Then
        assertThat(headers.toArray())
                .startsWith(
                        new RecordHeader("a", new byte[] {1}),
                        new RecordHeader("b", (byte[]) null),
                        new RecordHeader("a", new byte[] {2}));
        assertThat(DeadLetterHeader.ERRORS_TOPIC.in(headers)).contains("topic");
        assertThat(DeadLetterHeader.ERRORS_PARTITION.in(headers)).contains("3");
        assertThat(DeadLetterHeader.ERRORS_OFFSET.in(headers)).contains("14");
        assertThat(DeadLetterHeader.REASON.in(headers)).contains("rejected");
        assertThat(DeadLetterHeader.FAILED_AT.in(headers)).contains("2026-11-21T10:00:00.000Z");
        assertThat(DeadLetterHeader.ORIGINAL_TIMESTAMP.in(headers)).contains("5");
        assertThat(original.toArray()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10:00:00Z, 2026-11-21T10:00:00.000Z",
        "2026-11-21T10:00:00.120Z, 2026-11-21T10:00:00.120Z",
        "2026-11-21T10:00:00.123456789Z, 2026-11-21T10:00:00.123Z"
    })
    void shouldTellTheTimeOfDeathInMilliseconds(Instant failedAt, String header) {
        // When
        DeadLetter letter = DeadLetter.of(source(new RecordHeaders(), 0), Reason.REJECTED, "why", failedAt);

        // Then
        assertThat(DeadLetterHeader.FAILED_AT.in(letter.headers())).contains(header);
    }

    @Test
    void shouldKeepEachHeaderInOneLine() {
        // When
        Headers headers = letter(new RecordHeaders(), 0)
                .with(DeadLetterHeader.EVENT_NAME, "pe1_a\nb")
                .with(DeadLetterHeader.ERRORS_MESSAGE, "no\r\n\u001b[2J\u202e")
                .headers();

        // Then
        assertThat(DeadLetterHeader.EVENT_NAME.in(headers)).contains("pe1_a\\nb");
        assertThat(DeadLetterHeader.ERRORS_MESSAGE.in(headers)).contains("no\\r\\n\\u001b[2J\\u202e");
    }

    @Test
    void shouldNotGrowWithEachReplay() {
        // Given
        Headers once = letter(new RecordHeaders(), 0).headers();

        // When
        Headers twice = letter(once, 1).headers();

        // Then
        assertThat(twice.toArray()).hasSameSizeAs(once.toArray());
        assertThat(twice.toArray()).extracting(Header::key).doesNotHaveDuplicates();
        assertThat(DeadLetterHeader.REPLAYS.in(twice)).contains("1");
    }

    @Test
    void shouldHaveOneIdHoweverOftenItIsWritten() {
        // When
        String id =
                DeadLetterHeader.ID.in(letter(new RecordHeaders(), 0).headers()).orElseThrow();

        // Then
        assertThat(DeadLetterHeader.ID.in(letter(new RecordHeaders(), 0).headers()))
                .contains(id);
        assertThat(DeadLetterHeader.ID
                        .in(letter(new RecordHeaders(), 1).headers())
                        .orElseThrow())
                .isNotEqualTo(id);
    }

    @Test
    void shouldLeaveTheProducersHeadersWhenItsOwnAreRemoved() {
        // Given
        Headers headers =
                letter(new RecordHeaders().add("a", new byte[] {1}), 0).headers();

        // When
        DeadLetterHeader.removeAll(headers);

        // Then
        assertThat(headers.toArray()).containsExactly(new RecordHeader("a", new byte[] {1}));
    }

    @Test
    void shouldReadAHeaderWithoutValueAsAbsent() {
        assertThat(DeadLetterHeader.ROUTE.in(new RecordHeaders().add("dlq.route", null)))
                .isEmpty();
        assertThat(DeadLetterHeader.ROUTE.in(
                        new RecordHeaders().add("dlq.route", "x".getBytes(StandardCharsets.UTF_8))))
                .contains("x");
    }

    @Test
    void shouldKeepTheTraceWhenPartsOfTheRecordAreLeftOut() {
        // Given
        Headers large = new RecordHeaders().add("large", new byte[1_000]);
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        // When
        DeadLetter letter =
                letter(large, 0).with(DeadLetterHeader.TRACE_ID, trace).within(10);

        // Then
        assertThat(DeadLetterHeader.LEFT_OUT.in(letter.headers())).contains("headers");
        assertThat(DeadLetterHeader.TRACE_ID.in(letter.headers())).contains(trace);
    }

    @Test
    void shouldNeverShowThePayload() {
        assertThat(letter(new RecordHeaders(), 0))
                .asString()
                .doesNotContain("[6")
                .contains("topic-3@14");
    }

    private static DeadLetter letter(Headers headers, int replays) {
        return DeadLetter.of(source(headers, replays), Reason.REJECTED, "HubSpot refused it.", FAILED_AT);
    }

    private static SourceRecord source(Headers headers, int replays) {
        return new SourceRecord(new Origin("topic", 3, 14, 5), new byte[] {6}, new byte[] {6}, headers, replays);
    }
}
