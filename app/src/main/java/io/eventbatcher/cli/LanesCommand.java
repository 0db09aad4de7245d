package io.eventbatcher.cli;

import picocli.CommandLine.Command;

/** State of the lanes, and the orders that an operator can give about them. */
@Command(
        name = "lanes",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Shows the state of deliveries, and gives orders to running instances. A lane is a partition of a route's batches topic.",
            "",
            "A lane is open, or it waits:",
            "  halted  the fault is with credentials or configuration, or HubSpot rejects everything. One input is tried",
            "          now and then, and the first that HubSpot takes ends the halt. Nothing becomes a dead letter meanwhile.",
            "  parked  a quota is used up; the lane goes on by itself, at the time given at the latest.",
            "  down    the endpoint does not answer; a request is tried every few seconds.",
            "  paused  an operator has paused the lane.",
            "  retrying  requests wait for another try, others pass; the reason has HubSpot's last answer.",
            "  held    a partition of a source topic: records were deleted before they were read.",
            "",
            "Orders go over the topic topics.lanes and reach instances within a second; they outlive restarts."
        },
        subcommands = {
            LanesListCommand.class,
            LanesPauseCommand.class,
            LanesResumeCommand.class,
            LanesDeadLetterCommand.class,
            LanesDeadLetterCommand.Judge.class,
            LanesAcceptLossCommand.class
        })
final class LanesCommand {}
