package io.eventbatcher.cli.replays;

import io.eventbatcher.cli.deadletters.LetterCommand;
import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.run.ReplayRuns;
import picocli.CommandLine.Parameters;

/** The base of commands about one run. */
abstract class OneRunCommand extends LetterCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run, as 'replays list' shows it.")
    private String id = "";

    /** @throws CommandFailedException if there is no such run */
    ReplayRun found(Settings settings, ProgressLine progress) {
        return new ReplayRuns(settings, progress)
                .find(id.strip())
                .orElseThrow(() -> new CommandFailedException("There is no run " + id + " in "
                        + settings.topics().resolutions()
                        + "; 'event-batcher dead-letters replays list --config FILE' shows the runs."));
    }
}
