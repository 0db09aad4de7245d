package io.eventbatcher.cli.replays;

import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.run.ReplayRuns;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Ends a run for good. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = {
            "Ends a run for good, also one at which another process works: its open transaction is aborted. Letters that were sent stay sent;"
                    + " the rest stays open.",
            "",
            "For example: event-batcher dead-letters replays cancel 20261128-1402-3f2a --config FILE"
        })
final class ReplaysCancelCommand extends OneRunCommand {
    @Option(names = "--by", paramLabel = "NAME", description = "The operator; the user's name unless given.")
    private String by = System.getProperty("user.name", "somebody");

    @Override
    protected int run(Settings settings, ProgressLine progress) {
        ReplayRun run = found(settings, progress);
        if (run.status().equals(ReplayRun.DONE) || run.status().equals(ReplayRun.CANCELLED)) {
            throw new CommandFailedException(
                    "Run " + run.id() + " is " + run.status() + "; there is nothing to cancel.");
        }
        ReplayRuns runs = new ReplayRuns(settings, progress);
        runs.cancel(run, by, "", Instant.now().truncatedTo(ChronoUnit.MILLIS));
        ReplayRun last = runs.find(run.id()).orElse(run);
        progress.close();
        if (json()) {
            print(last.toJson());
        } else {
            say("Run " + run.id() + " is cancelled; " + last.count("sent") + " of " + last.count("meant")
                    + " letters were sent.");
        }
        return ExitCode.OK;
    }
}
