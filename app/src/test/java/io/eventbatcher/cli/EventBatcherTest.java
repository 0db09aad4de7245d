package io.eventbatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class EventBatcherTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "topics --sources many | Invalid value for option '--sources': 'many' is no whole number, or too large",
                "topics --dry-run | Missing required option: '--config=FILE'",
                "topcis | Unmatched argument at index 0: 'topcis'",
            })
    void shouldSayInAFewLinesWhatIsWrongWithArguments(String arguments, String sentence) {
        // Given
        StringWriter err = new StringWriter();
        CommandLine commandLine = EventBatcher.commandLine().setErr(new PrintWriter(err));

        // When
        int status = commandLine.execute(arguments.split(" "));

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSizeLessThan(4)
                .contains(sentence)
                .anyMatch(line -> line.contains("--help"));
    }
}
