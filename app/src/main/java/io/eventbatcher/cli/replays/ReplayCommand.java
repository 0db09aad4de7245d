package io.eventbatcher.cli.replays;

import io.eventbatcher.cli.deadletters.FilterOptions;
import io.eventbatcher.cli.deadletters.LetterCommand;
import io.eventbatcher.cli.deadletters.LetterTexts;
import io.eventbatcher.cli.deadletters.SummaryCommand;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.run.ReplayRunner;
import java.time.Instant;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends dead letters through the service again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Sends the dead letters of a filter through the service again. First it shows the plan: the letters by kind, those that are left"
                    + " out and why, and the time that sending takes; then it asks. Each letter is marked in the transaction that sends it, so"
                    + " a repeated command, a second operator, a kill in the middle and two runs at once send nothing twice.",
            "",
            "Sending pauses while the letters' route is halted, parked, paused or down. Ctrl-C ends the run in order.",
            "",
            RunConsole.STATUS,
            "",
            "For example: event-batcher dead-letters replay --group 3f2a9c01 --first 10 --why 'definition created' --config FILE"
        })
public final class ReplayCommand extends LetterCommand {
    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Mixin
    private final OperatorOptions operator = new OperatorOptions();

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--dry-run", description = "Shows the plan, and ends.")
    private boolean dryRun;

    @Override
    protected int run(Settings settings, ProgressLine progress) {
        ReplayOrder order = options.order(this, operator, filter.filter(Instant.now()));
        if (!dryRun) {
            operator.requireAnswer(this);
        }
        ReplayPlan plan = new ReplayPlanner(settings, progress).plan(order);
        progress.close();
        return begun(this, settings, plan, operator, dryRun);
    }

    /** Shows a plan, asks, and carries the plan out; returns the exit status. */
    static int begun(
            LetterCommand command, Settings settings, ReplayPlan plan, OperatorOptions operator, boolean dryRun) {
        if (!confirmed(command, settings, plan, operator, dryRun)) {
            return plan.places().isEmpty()
                    ? RunConsole.statusOfNothing(plan)
                    : dryRun ? ExitCode.OK : RunConsole.NOTHING;
        }
        String id = ReplayRunner.newId(Instant.now(), UUID.randomUUID());
        return new RunConsole(command, settings).run(runner -> runner.start(id, plan));
    }

    /** Shows a plan and asks; false if nothing is to be sent. */
    static boolean confirmed(
            LetterCommand command, Settings settings, ReplayPlan plan, OperatorOptions operator, boolean dryRun) {
        int letters = plan.places().size();
        if (command.json()) {
            command.print(PlanText.json(plan));
        } else if (plan.matched() == 0) {
            command.say(SummaryCommand.none(plan.order().filter(), settings));
        } else {
            PlanText.sentences(plan).forEach(command::say);
            PlanText.lines(plan).forEach(command::say);
        }
        command.out().flush();
        String events = LetterTexts.count(letters, "event");
        return letters > 0 && !dryRun && operator.agrees(command, "Replay " + events + "?");
    }
}
