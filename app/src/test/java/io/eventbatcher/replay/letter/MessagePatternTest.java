package io.eventbatcher.replay.letter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagePatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Contact 4711 is gone. | Contact # is gone.",
                "Unknown event pe123_order, 3 tries | Unknown event <id>, # tries",
                "ada@example.com is no contact | <e-mail> is no contact",
                "uuid 6f1c1f0e-8a34-4b64-9d0e-3b0b0c0d0e0f exists | uuid <id> exists",
                "The value \"a \\n b\" isn't a number | The value \"…\" isn't a number",
                "Property 'total' isn't 'decimal' | Property '…' isn't '…'",
                "HubSpot doesn't know it and won't | HubSpot doesn't know it and won't",
                "at 2026-11-28T13:00:00.000Z (12.5 %) | at <id>:#:<id> (# %)",
                "eventName: pe1 is unknown (and 12 more). Mend it (and more). | eventName: <id> is unknown. Mend it (and more).",
                "never closed 'quote | never closed 'quote",
                "No numbers here. | No numbers here."
            })
    void shouldKeepTheKindOfAMessageOnly(String message, String pattern) {
        // When
        String found = MessagePattern.of(message);

        // Then
        assertThat(found).isEqualTo(pattern);
    }

    @Test
    void shouldCutMessagesOfOneKindAtTheSameWord() {
        // When
        String pattern = MessagePattern.of("inputs[0] is refused: " + "word ".repeat(100));
        String other = MessagePattern.of("inputs[123456] is refused: " + "word ".repeat(100));

        // Then
        assertThat(other).isEqualTo(pattern);
    }

    @Test
    void shouldBeShortForAMessageOfAnyLength() {
        // When
        String pattern = MessagePattern.of("word ".repeat(2_000) + "'");

        // Then
        assertThat(pattern).hasSizeLessThan(300);
    }
}
