package io.eventbatcher.cli;

import io.eventbatcher.control.OperatorCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Resumes a route, a lane or a halted source topic. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = {
            "Ends a pause; a resumed route resumes all of its lanes. A halted route tries an input at once instead of at its next"
                    + " probe, and a parked route sends again: if HubSpot still refuses, the route halts or parks anew.",
            "With --source: a source topic that ingest has halted tries some records at once.",
            "Example: event-batcher lanes resume behavioral -c event-batcher.yaml"
        })
final class LanesResumeCommand extends LanesOperatorCommand {
    @Option(names = "--source", paramLabel = "TOPIC", description = "A source topic, instead of a route.")
    private @Nullable String source;

    @Override
    @Nullable
    String source() {
        return source;
    }

    @Override
    OperatorCommand command(String target, Instant now) {
        return new OperatorCommand(target, OperatorCommand.Kind.RESUME, by(), why(), now, null);
    }
}
