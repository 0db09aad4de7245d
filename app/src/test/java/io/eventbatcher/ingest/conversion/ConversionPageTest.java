package io.eventbatcher.ingest.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The producers' page has the table of the code. After a change write the page anew with {@code -Devent-batcher.regenerate=true}. */
class ConversionPageTest {
    private static final Path PAGE = Path.of("..", "docs", "avro-conversions.md");
    private static final String BEGIN = "<!-- table: made from io.eventbatcher.ingest.conversion.Written -->\n\n";
    private static final String END = "\n<!-- end of the table -->";

    @Test
    void shouldDocumentTheTableOfConversions() throws IOException {
        // Given
        String page = Files.readString(PAGE);
        String expected =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));

        // When
        if (Boolean.getBoolean("event-batcher.regenerate")) {
            Files.writeString(PAGE, expected);
        }

        // Then
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String table() {
        return "| written | for a text, and for a property's value | for a time | for true or false |\n|---|---|---|---|\n"
                + Stream.of(Written.values())
                        .map(row -> "| " + row.words() + " | "
                                + Stream.of(Wanted.TEXT, Wanted.TIME, Wanted.FLAG)
                                        .map(wanted -> row.as(wanted).documented())
                                        .collect(Collectors.joining(" | "))
                                + " |\n")
                        .collect(Collectors.joining());
    }
}
