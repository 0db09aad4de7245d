package io.eventbatcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.source.Configuration;
import io.eventbatcher.config.source.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The documentation and the example are what the table of keys says. After a change of the table write them anew with
 * {@code -Devent-batcher.regenerate=true}.
 */
class ReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final Path EXAMPLE = Path.of("..", "event-batcher.example.yaml");

    @Test
    void shouldDocumentTheTableOfKeys() throws IOException {
        assertThat(kept(PAGE, ConfigurationPage.text())).isEqualTo(ConfigurationPage.text());
    }

    @Test
    void shouldLeaveNoKeyOutOfThePage() {
        assertThat(Settings.TABLE.keys())
                .allSatisfy(key -> assertThat(ConfigurationPage.text()).contains("| `" + key.name() + "` |"));
    }

    @Test
    void shouldHaveAnExampleOfEveryKey() throws IOException {
        assertThat(kept(EXAMPLE, ExampleFile.text())).isEqualTo(ExampleFile.text());
    }

    @Test
    void shouldHaveAnExampleThatIsRightAsItIs() throws IOException {
        // When
        Configuration configuration = SettingsFile.configuration(EXAMPLE, Map.of());

        // Then
        assertThat(configuration.rows())
                .filteredOn(row -> !row.source().equals("default"))
                .hasSize(2);
    }

    @Test
    void shouldHaveAnExampleThatIsRightWithoutItsHashes() throws IOException {
        // Given
        String everything = Files.readAllLines(EXAMPLE).stream()
                .map(line -> line.replaceFirst("^( *)#(?! )", "$1"))
                .collect(Collectors.joining("\n"));

        // When
        Settings stated = SettingsFile.parse(everything, Map.of());

        // Then
        Settings defaults = SettingsFile.read(EXAMPLE, Map.of());
        assertThat(stated).usingRecursiveComparison().isEqualTo(defaults);
        assertThat(everything).contains("\nthreads: 2\n", "    reserve-percent: 10\n");
    }

    /** What the file says; after writing it, when asked to. */
    private static String kept(Path file, String generated) throws IOException {
        if (Boolean.getBoolean("event-batcher.regenerate")) {
            Files.writeString(file, generated);
        }
        return Files.readString(file);
    }
}
