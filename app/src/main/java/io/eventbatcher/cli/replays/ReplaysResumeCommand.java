package io.eventbatcher.cli.replays;

import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.resolution.ReplayRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes on with a run. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = {
            "Goes on with a run that was stopped or killed, also days later: with the letters that the run meant when it began, and has not"
                    + " sent. A process that still works on the run is shut out.",
            "",
            RunConsole.STATUS,
            "",
            "For example: event-batcher dead-letters replays resume 20261128-1402-3f2a --config FILE"
        })
final class ReplaysResumeCommand extends OneRunCommand {
    @Mixin
    private final OperatorOptions operator = new OperatorOptions();

    @Override
    protected int run(Settings settings, ProgressLine progress) {
        operator.requireAnswer(this);
        ReplayRun run = found(settings, progress);
        if (run.status().equals(ReplayRun.CANCELLED)) {
            throw new CommandFailedException("Run " + run.id() + " is over: " + run.note()
                    + " A new replay with the same filter sends the rest: "
                    + ReplayPlanner.orderOf(run).filter());
        }
        ReplayPlan rest = new ReplayPlanner(settings, progress).rest(run);
        progress.close();
        if (!rest.places().isEmpty() && !ReplayCommand.confirmed(this, settings, rest, operator, false)) {
            return RunConsole.NOTHING;
        }
        return new RunConsole(this, settings).run(runner -> runner.resume(run, rest));
    }
}
