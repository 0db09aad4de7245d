package io.eventbatcher.cli.replays;

import io.eventbatcher.cli.terminal.Terminal;
import picocli.CommandLine.Option;

/** The options of commands that change something: who, why, and a consent beforehand. */
final class OperatorOptions {
    @Option(names = "--by", paramLabel = "NAME", description = "The operator; the user's name unless given.")
    private String by = System.getProperty("user.name", "somebody");

    @Option(names = "--why", paramLabel = "TEXT", description = "A remark for colleagues.")
    private String why = "";

    @Option(names = "--yes", description = "Asks nothing. Needed where stdin is no terminal.")
    private boolean yes;

    String by() {
        return by;
    }

    String why() {
        return why;
    }

    boolean yes() {
        return yes;
    }

    /** True if somebody can be asked, or need not be. */
    boolean canAsk() {
        return yes || Terminal.isWatched();
    }
}
