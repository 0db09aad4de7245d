package io.eventbatcher.cli;

import io.eventbatcher.cli.shell.CompletionCommand;
import io.eventbatcher.cli.shell.ManCommand;
import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.ReportSettings;
import io.eventbatcher.log.LogFormat;
import io.eventbatcher.log.Printable;
import io.eventbatcher.route.Release;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of the command line. */
@Command(
        name = "event-batcher",
        mixinStandardHelpOptions = true,
        version = "event-batcher " + Release.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Kafka topics in, HubSpot's batch APIs out: nothing lost, every failure explained and replayable.",
        footer = {"", "Start with 'event-batcher demo'. 'event-batcher help COMMAND' tells more about a command."})
public final class EventBatcher {
    private static final List<Class<?>> COMMANDS = List.of(
            RunCommand.class,
            TopologyCommand.class,
            TopicsCommand.class,
            ValidateCommand.class,
            ConfigCommand.class,
            StatusCommand.class,
            HealthCommand.class,
            AuditCommand.class,
            LanesCommand.class,
            EventCommand.class,
            DeadLettersCommand.class);

    /** The commands that tell about other commands. */
    private static final List<Class<?>> GUIDES =
            List.of(CompletionCommand.class, ManCommand.class, CommandLine.HelpCommand.class);

    private EventBatcher() {}

    public static void main(String[] arguments) {
        // Before the first logger: only the service narrates; for the other commands the result is the message.
        boolean service = arguments.length > 0 && arguments[0].equals("run");
        unlessSaid("EVENT_BATCHER_LOG_LEVEL", service ? "INFO" : "ERROR");
        unlessSaid("EVENT_BATCHER_LIBRARY_LOG_LEVEL", service ? "WARN" : "OFF");
        if (service && "json".equalsIgnoreCase(System.getenv(ReportSettings.FORMAT_VARIABLE))) {
            LogFormat.use(LogFormat.JSON);
        }
        System.exit(commandLineFor(arguments).execute(arguments));
    }

    /** Sets a default that the environment overrides; Logback itself would ask system properties first. */
    private static void unlessSaid(String variable, String level) {
        if (System.getenv(variable) == null) {
            System.setProperty(variable, level);
        }
    }

    /** The command line with all commands, also those of other modules. */
    public static CommandLine commandLine() {
        List<Object> commands = new ArrayList<>(COMMANDS);
        commands.addAll(GUIDES);
        for (CommandSource source : ServiceLoader.load(CommandSource.class)) {
            commands.addAll(source.commands());
        }
        return commandLine(commands);
    }

    /**
     * The command line for the arguments: with the command that the first argument names alone, if that is enough. To make all commands with
     * their options takes a quarter of the work of a start.
     */
    static CommandLine commandLineFor(String... arguments) {
        return COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .findFirst()
                .map(command -> commandLine(List.of(command)))
                .orElseGet(EventBatcher::commandLine);
    }

    private static CommandLine commandLine(List<?> commands) {
        CommandLine commandLine = new CommandLine(new EventBatcher());
        commands.forEach(commandLine::addSubcommand);
        return commandLine
                .registerConverter(Integer.class, text -> whole(text, Integer::valueOf))
                .registerConverter(int.class, text -> whole(text, Integer::valueOf))
                .registerConverter(long.class, text -> whole(text, Long::valueOf))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(EventBatcher::runIfUnderstood)
                .setParameterExceptionHandler(EventBatcher::pointOut)
                .setExecutionExceptionHandler((exception, command, parsed) -> explain(exception, command));
    }

    private static <T> T whole(String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (NumberFormatException other) {
            throw new TypeConversionException("'" + text + "' is no whole number, or too large");
        }
    }

    /** Runs the command. Picocli forgives arguments that nobody knows beside {@code --help} and {@code --version}; a script must not. */
    private static int runIfUnderstood(ParseResult parsed) {
        for (ParseResult level = parsed; level != null; level = level.subcommand()) {
            if (!level.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(level.commandSpec().commandLine(), level.unmatched());
            }
        }
        return new RunLast().execute(parsed);
    }

    /** Prints the fault of the arguments and the way to help; a page of help would hide the sentence. */
    private static int pointOut(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Printable.lines(Objects.requireNonNullElse(wrong.getMessage(), "The arguments are wrong.")));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("'" + command.getCommandSpec().qualifiedName() + " --help' tells what it takes.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Prints a sentence for faults that an operator can mend, and a stack trace for bugs. */
    private static int explain(Exception exception, CommandLine command) {
        if (LogFormat.current() == LogFormat.JSON) {
            return log(exception);
        }
        PrintWriter err = command.getErr();
        if (exception instanceof ConfigurationException configuration) {
            configuration.findings().forEach(finding -> err.println(Printable.of(finding)));
            return CommandLine.ExitCode.USAGE;
        }
        if (exception instanceof CommandFailedException) {
            err.println(Printable.of(String.valueOf(exception.getMessage())));
            return CommandLine.ExitCode.SOFTWARE;
        }
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        err.print(Printable.lines(trace.toString()));
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The same for a service whose log is JSON: its readers expect no other lines. */
    private static int log(Exception exception) {
        // made here, because the level of loggers is set by main
        Logger log = LoggerFactory.getLogger(EventBatcher.class);
        if (exception instanceof ConfigurationException configuration) {
            configuration.findings().forEach(finding -> log.atError().log(finding));
            return CommandLine.ExitCode.USAGE;
        }
        if (exception instanceof CommandFailedException) {
            log.atError().log(exception.getMessage());
        } else {
            log.atError().setCause(exception).log("The command has failed.");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
