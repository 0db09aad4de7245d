package io.eventbatcher.cli;

import io.eventbatcher.cli.deadletters.ExportCommand;
import io.eventbatcher.cli.deadletters.ListCommand;
import io.eventbatcher.cli.deadletters.ShowCommand;
import io.eventbatcher.cli.deadletters.SummaryCommand;
import io.eventbatcher.cli.replays.DiscardCommand;
import io.eventbatcher.cli.replays.EditCommand;
import io.eventbatcher.cli.replays.ReplayCommand;
import io.eventbatcher.cli.replays.ReplaysCommand;
import io.eventbatcher.cli.replays.RestoreCommand;
import picocli.CommandLine.Command;

/** Dead letters: found, understood, mended, replayed. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Dead letters are events that HubSpot will never take as they are. The commands summary, list, show and export read only;"
                    + " replay, edit, discard and restore change something, and ask before.",
            "",
            "A letter is open, or:",
            "  waiting     it was replayed, and its end is not known yet",
            "  delivered   HubSpot took the replay",
            "  died-again  the replay died; a later letter of the event tells why",
            "  duplicate   in the numbers of a run only: a different run had sent the letter, in the same instant",
            "  discarded   an operator decided that the event is not needed",
            "",
            "Start with 'event-batcher dead-letters summary --config FILE': the letters by kind, and what to do about each."
        },
        subcommands = {
            SummaryCommand.class,
            ListCommand.class,
            ShowCommand.class,
            ExportCommand.class,
            ReplayCommand.class,
            EditCommand.class,
            DiscardCommand.class,
            RestoreCommand.class,
            ReplaysCommand.class
        })
final class DeadLettersCommand {}
