package io.eventbatcher.cli.shell;

import io.eventbatcher.cli.terminal.CommandFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the manual page of a command, or writes all pages. */
@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the manual page of a command, in the form that man reads.",
            "Example: event-batcher man lanes pause | man -l -"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ManCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--directory",
            paramLabel = "DIRECTORY",
            description =
                    "Writes the pages of all commands to the directory, which is made if necessary. With /usr/local/share/man/man1"
                            + " 'man event-batcher' finds them.")
    private @Nullable Path directory;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "The command, like lanes pause; event-batcher itself unless given.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        if (directory != null) {
            write(directory, spec.root());
            return ExitCode.OK;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(new ManPage(command()).text());
        out.flush();
        return ExitCode.OK;
    }

    private CommandSpec command() {
        CommandSpec command = spec.root();
        for (String word : words) {
            CommandLine next = command.subcommands().get(word);
            if (next == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "'" + command.qualifiedName() + "' has no command '" + word
                                + "'; 'event-batcher help' lists all.");
            }
            command = next.getCommandSpec();
        }
        return command;
    }

    private static void write(Path directory, CommandSpec command) {
        ManPage page = new ManPage(command);
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(page.name() + ".1"), page.text());
        } catch (IOException unwritable) {
            throw new CommandFailedException(
                    "The manual pages cannot be written to " + directory + " (" + unwritable + ").");
        }
        ManPage.commandsOf(command).forEach(below -> write(directory, below));
    }
}
