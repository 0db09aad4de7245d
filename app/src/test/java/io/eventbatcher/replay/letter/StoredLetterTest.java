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

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
