package io.eventbatcher.cli.replays;

import picocli.CommandLine.Command;

/** The runs of replays. */
@Command(
        name = "replays",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "The runs of 'dead-letters replay' and 'edit': who replayed, when, why, by which filter, and what became of it.",
        subcommands = {
            ReplaysListCommand.class,
            ReplaysShowCommand.class,
            ReplaysResumeCommand.class,
            ReplaysCancelCommand.class
        })
public final class ReplaysCommand {}
