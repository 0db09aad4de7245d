package io.eventbatcher.replay.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.fixtures.Letters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredLetterTest {
    @Test
    void shouldHaveTheIdThatTheServiceGave() {
        // Given
        Headers headers = Letters.rejected(7, 1, "No.").headers();

        // When
        UUID id = new StoredLetter(Letters.stored(40, headers)).id();

        // Then
        assertThat(DeadLetterHeader.ID.in(headers)).contains(id.toString());
        assertThat(id).isEqualTo(DeadLetterId.of("orders", 3, 7, 1));
    }

    @Test
    void shouldGiveALetterOfKafkasHandlersTheIdThatTheServiceWouldHaveGiven() {
        // Given
        Headers headers = new RecordHeaders()
                .add(DeadLetterHeader.ERRORS_TOPIC.key(), text("orders"))
                .add(DeadLetterHeader.ERRORS_PARTITION.key(), text("3"))
                .add(DeadLetterHeader.ERRORS_OFFSET.key(), text("7"))
                .add(DeadLetterHeader.ERRORS_EXCEPTION.key(), text("org.apache.SerializationException"));

        // When
        StoredLetter letter = new StoredLetter(Letters.stored(40, headers));

        // Then
        assertThat(letter.id()).isEqualTo(DeadLetterId.of("orders", 3, 7, 0));
        assertThat(letter.reason()).isEqualTo("kafka-handler");
        assertThat(letter.message()).isEqualTo("org.apache.SerializationException");
    }

    @Test
    void shouldNameARecordWithoutOurHeadersByItsOwnPlace() {
        // Given
        Headers headers = new RecordHeaders()
                .add(DeadLetterHeader.ID.key(), text("ticket-42"))
                .add(DeadLetterHeader.ERRORS_PARTITION.key(), new byte[] {0, 0, 0, 3})
                .add(DeadLetterHeader.REPLAYS.key(), null);

        // When
        StoredLetter letter = new StoredLetter(Letters.stored(40, headers));

        // Then
        assertThat(letter.id()).isEqualTo(DeadLetterId.of(Letters.TOPIC, 2, 40, 0));
        assertThat(letter.reason()).isEqualTo("hand-made");
        assertThat(letter.diedAt()).isEqualTo(Letters.DIED_AT.toEpochMilli());
        assertThat(letter.place()).isEqualTo("2:40");
    }

    @Test
    void shouldTellTheTimeOfDeathOfTheHeader() {
        // Given
        Instant diedAt = Letters.DIED_AT.minusSeconds(90);

        // When
        StoredLetter letter = new StoredLetter(Letters.stored(40, Letters.rejected(7, 0, "No.", diedAt)));

        // Then
        assertThat(letter.diedAt()).isEqualTo(diedAt.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-28T13:00:00.000Z, 2026-11-28T13:00:00Z",
        "2024-02-29T23:59:59.999Z, 2024-02-29T23:59:59.999Z",
        "1969-12-31T00:00:00.001Z, 1969-12-31T00:00:00.001Z",
        "2026-11-28T13:00:00Z, 2026-11-28T13:00:00Z",
        "2026-11-28T25:00:00.000Z, 1970-01-01T00:00:00.005Z",
        "2026-02-30T13:00:00.000Z, 1970-01-01T00:00:00.005Z",
        "yesterday, 1970-01-01T00:00:00.005Z"
    })
    void shouldReadTimesOfTheServiceAndOfOthers(String header, Instant time) {
        // When
        long millis = DeathTime.millis(header, 5);

        // Then
        assertThat(Instant.ofEpochMilli(millis)).isEqualTo(time);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldKeepNoHeaderOfAProducerInALongList() {
        // Given
        Headers headers = Letters.rejected(7, 1, "No.").headers();
        headers.add("trace", new byte[1_000_000]);
        StoredLetter letter = new StoredLetter(Letters.stored(40, headers));

        // When
        StoredLetter kept = letter.withoutPayload();

        // Then
        assertThat(kept.entry().headers().lastHeader("trace")).isNull();
        assertThat(kept.entry().value()).isEmpty();
        assertThat(kept.id()).isEqualTo(letter.id());
        assertThat(kept.message()).isEqualTo("No.");
        assertThat(kept.origin()).isEqualTo(letter.origin());
        assertThat(kept.diedAt()).isEqualTo(letter.diedAt());
    }
}
