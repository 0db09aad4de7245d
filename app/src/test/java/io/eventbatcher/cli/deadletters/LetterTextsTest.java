package io.eventbatcher.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetterTextsTest {
    @Test
    void shouldQuoteNamesWhoseBlanksNobodyWouldSee() {
        // When
        String about = LetterTexts.about("behavioral", " ", "", "VALIDATION_ERROR");

        // Then
        assertThat(about).isEqualTo("behavioral, ' ', VALIDATION_ERROR");
    }
}
