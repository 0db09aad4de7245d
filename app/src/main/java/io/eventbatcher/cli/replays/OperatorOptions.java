package io.eventbatcher.cli.replays;

import io.eventbatcher.cli.deadletters.LetterCommand;
import io.eventbatcher.cli.terminal.Terminal;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that change something: who, why, and a consent beforehand. */
final class OperatorOptions {
    @Option(names = "--by", paramLabel = "NAME", description = "The operator; the user's name unless given.")
    private String by = System.getProperty("user.name", "somebody");

    @Option(names = "--why", paramLabel = "TEXT", description = "A remark for colleagues.")
    private String why = "";

    @Option(names = "--yes", description = "Asks nothing. Needed where stdin is no terminal.")
    private boolean yes;

    private final BooleanSupplier watched;
    private final Supplier<@Nullable String> answers;

    OperatorOptions() {
        this(Terminal::isWatched, Terminal::line);
    }

    /**
     * Options with a person of their own.
     *
     * @param watched tells if a person can be asked
     * @param answers gives the person's answer
     */
    OperatorOptions(BooleanSupplier watched, Supplier<@Nullable String> answers) {
        this.watched = watched;
        this.answers = answers;
    }

    String by() {
        return by;
    }

    String why() {
        return why;
    }

    /** Refuses a command that will have to ask where nobody can answer, before it reads topics for long. */
    void requireAnswer(LetterCommand command) {
        if (!yes && !watched.getAsBoolean()) {
            throw command.wrong("Nobody can be asked, because stdin is no terminal: --yes goes on without a question,"
                    + " --dry-run only shows the plan.");
        }
    }

    /** True if the operator agrees, beforehand or to the question. */
    boolean agrees(LetterCommand command, String question) {
        return yes || Terminal.agrees(question, command.spec().commandLine().getErr(), answers);
    }
}
