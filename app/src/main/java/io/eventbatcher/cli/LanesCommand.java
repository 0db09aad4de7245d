package io.eventbatcher.cli;

import picocli.CommandLine.Command;

/** What stops deliveries, and what an operator can do about it. */
@Command(
        name = "lanes",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Shows how deliveries stand, and orders running instances about. A lane is a partition of a route's batches topic.",
            "",
            "A lane is open, or it waits:",
            "  halted  the fault is with credentials or configuration, or HubSpot rejects everything. One input is tried",
            "          now and then, and the first that HubSpot takes ends it. Nothing becomes a dead letter meanwhile.",
            "  parked  a quota is used up; it goes on by itself at the time given.",
            "  down    the endpoint does not answer; it is asked again every few seconds.",
            "  paused  an operator wants it so.",
            "",
            "Orders go over the topic topics.lanes and reach instances within a second; they outlive restarts."
        },
        subcommands = {
            LanesListCommand.class,
            LanesOrderCommands.Pause.class,
            LanesOrderCommands.Resume.class,
            LanesOrderCommands.Judge.class
        })
final class LanesCommand {}
