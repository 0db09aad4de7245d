package io.eventbatcher.cli.deadletters;

import picocli.CommandLine.Command;

/** Dead letters: found, understood, exported. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Dead letters are events that HubSpot will never take as they are. The commands read topics only, and join no group.",
            "",
            "A letter is open, or:",
            "  waiting     it was replayed, and its end is not known yet",
            "  delivered   HubSpot took the replay",
            "  died-again  the replay died; a later letter of the event tells why",
            "  duplicate   the same replay was seen before",
            "  discarded   an operator decided that the event is not needed",
            "",
            "Start with 'event-batcher dead-letters summary --config FILE': the letters by kind, and what to do about each."
        },
        subcommands = {SummaryCommand.class, ListCommand.class, ShowCommand.class, ExportCommand.class})
public final class DeadLettersCommand {}
