package io.eventbatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.cli.terminal.JsonText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
                "topcis --help | Unmatched argument at index 0: 'topcis'",
                "lanes lits --help | Unmatched argument at index 1: 'lits'",
                "topics --dryrun --help | Unknown option: '--dryrun'",
                "--versoin --version | Unknown option: '--versoin'",
            })
    void shouldSayInAFewLinesWhatIsWrongWithArguments(String arguments, String sentence) {
        // Given
        StringWriter err = new StringWriter();
        String[] words = arguments.split(" ");
        CommandLine commandLine = EventBatcher.commandLineFor(words).setErr(new PrintWriter(err));

        // When
        int status = commandLine.execute(words);

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSizeLessThan(4)
                .contains(sentence)
                .anyMatch(line -> line.contains("--help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "status", "lanes", "dead-letters"})
    void shouldMakeOnlyTheCommandThatIsNamed(String command) {
        // When
        CommandLine alone = EventBatcher.commandLineFor(command, "--help");

        // Then its help is the same as among all commands
        assertThat(alone.getSubcommands()).containsOnlyKeys(command);
        assertThat(help(alone, command)).isEqualTo(help(EventBatcher.commandLine(), command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "man", "completion", "--help", "--version", "topcis", ""})
    void shouldKnowAllCommandsOtherwise(String first) {
        // When
        CommandLine commandLine = EventBatcher.commandLineFor(first);

        // Then
        assertThat(commandLine.getSubcommands())
                .containsOnlyKeys(EventBatcher.commandLine().getSubcommands().keySet());
    }

    private static String help(CommandLine commandLine, String command) {
        return Objects.requireNonNull(commandLine.getSubcommands().get(command)).getUsageMessage();
    }

    @Test
    void shouldShowArgumentsWithoutObeyingThem() {
        // Given
        StringWriter err = new StringWriter();
        CommandLine commandLine = EventBatcher.commandLine().setErr(new PrintWriter(err));

        // When
        commandLine.execute("top\u001b[2J\u202e\rcis");

        // Then
        assertThat(err.toString()).contains("top\\u001b[2J\\u202e\\rcis").doesNotContain("\u001b", "\u202e", "\r");
    }

    @Test
    void shouldKeepCellsInTheirLine() {
        // Given
        StringWriter out = new StringWriter();
        Columns table = new Columns();

        // When
        table.add("halted", "no\n2026-01-01 INFO all is well", "\u001b[2J\u009b2J");
        table.print(new PrintWriter(out));

        // Then
        assertThat(out.toString().lines())
                .containsExactly("halted  no\\n2026-01-01 INFO all is well  \\u001b[2J\\u009b2J");
    }

    @Test
    void shouldWriteJsonThatNoTerminalObeys() {
        // When
        String json = JsonText.of(new ObjectMapper().createObjectNode().put("why", "a\u001b\u009b\u202e\u2028"));

        // Then
        assertThat(json.chars()).allMatch(character -> character == '\n' || (character >= ' ' && character <= '~'));
    }
}
