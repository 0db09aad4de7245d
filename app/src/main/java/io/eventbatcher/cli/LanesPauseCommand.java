package io.eventbatcher.cli;

import io.eventbatcher.control.OperatorCommand;
import java.time.Instant;
import picocli.CommandLine.Command;

/** Pauses a route or a lane. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = {
            "Stops sending for a route, or for one of its lanes, until it is resumed; over restarts, too. Requests in flight are"
                    + " still answered and settled. Events wait in Kafka, and none is lost.",
            "Example: event-batcher lanes pause marketing-upsert --why 'HubSpot maintenance' -c event-batcher.yaml"
        })
final class LanesPauseCommand extends LanesOperatorCommand {
    @Override
    OperatorCommand command(String target, Instant now) {
        return new OperatorCommand(target, OperatorCommand.Kind.PAUSE, by(), why(), now, null);
    }
}
