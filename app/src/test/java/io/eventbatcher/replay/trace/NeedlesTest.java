package io.eventbatcher.replay.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are found in each form that a producer's schema may give them. */
class NeedlesTest {
    private static final String UUID_TEXT = "0b6c1f6e-6f0f-4c39-9a4e-3f1f1c8f7a10";

    @ParameterizedTest
    @CsvSource({
        "UUID, 0b6c1f6e-6f0f-4c39-9a4e-3f1f1c8f7a10, .0B6C1F6E-6F0F-4C39-9A4E-3F1F1C8F7A10., true",
        "EMAIL, Ada@Example.com, ..ada@example.com, true",
        "EMAIL, ada@example.com, ada@example.org, false",
        "OBJECT_ID, 815, 0815, true",
        "OBJECT_ID, 0815, 815, true",
        "EXTERNAL_ID, open-day, open-night, false"
    })
    void shouldFindTexts(EventQuery.By by, String text, String value, boolean found) {
        // When
        boolean in = needles(by, text).in(value.getBytes(UTF_8));

        // Then
        assertThat(in).isEqualTo(found);
    }

    @Test
    void shouldFindAUuidOfSixteenBytesAndAWholeNumber() {
        // Given
        UUID uuid = UUID.fromString(UUID_TEXT);
        byte[] fixed = ByteBuffer.allocate(19)
                .putShort((short) 7)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();

        // When
        boolean asBytes = needles(EventQuery.By.UUID, UUID_TEXT).in(fixed);
        boolean asLong = needles(EventQuery.By.OBJECT_ID, "300").in(new byte[] {0, (byte) 0xD8, 4, 9});

        // Then
        assertThat(asBytes).isTrue();
        assertThat(asLong).isTrue();
    }

    private static Needles needles(EventQuery.By by, String text) {
        return new Needles(new EventQuery(by, text, Instant.EPOCH, 1));
    }
}
