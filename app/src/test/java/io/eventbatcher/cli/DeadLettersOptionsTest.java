package io.eventbatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.replay.letter.FilterOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DeadLettersOptionsTest {
    private static final CommandLine COMMAND = sub(EventBatcher.commandLine(), "dead-letters");

    @ParameterizedTest
    @ValueSource(strings = {"summary", "list", "export", "replay", "edit", "discard", "restore"})
    void shouldTakeTheSameFiltersInEveryCommand(String name) {
        // When
        CommandLine command = sub(COMMAND, name);

        // Then
        assertThat(Arrays.stream(FilterOption.values()).map(option -> "--" + option.label()))
                .allSatisfy(option -> assertThat(command.getCommandSpec().findOption(option))
                        .as(option)
                        .isNotNull()
                        .satisfies(found -> assertThat(found.isMultiValue()).isTrue()));
    }

    @Test
    void shouldPrintJsonAndAnExampleInEveryCommand() {
        // When
        List<CommandLine> commands = new ArrayList<>();
        commands.add(sub(EventBatcher.commandLine(), "event"));
        addLeaves(COMMAND, commands);

        // Then
        assertThat(commands)
                .hasSize(13)
                .allSatisfy(command -> assertThat(command.getCommandSpec().findOption("--json"))
                        .as(command.getCommandName())
                        .isNotNull())
                .allSatisfy(command -> assertThat(command.getUsageMessage()).contains("For example: event-batcher "));
    }

    private static CommandLine sub(CommandLine command, String name) {
        return Objects.requireNonNull(command.getSubcommands().get(name));
    }

    private static void addLeaves(CommandLine command, List<CommandLine> leaves) {
        if (command.getSubcommands().isEmpty()) {
            leaves.add(command);
        }
        command.getSubcommands().values().forEach(sub -> addLeaves(sub, leaves));
    }
}
