package io.eventbatcher.cli.replays;

import io.eventbatcher.cli.deadletters.LetterCommand;
import io.eventbatcher.cli.deadletters.LetterTexts;
import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.run.ReplayRuns;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Lists the runs. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the runs of the last 90 days, the newest first. The numbers are those of the last transaction; 'replays show' looks what"
                    + " became of the letters since.",
            "",
            "For example: event-batcher dead-letters replays list --config FILE"
        })
final class ReplaysListCommand extends LetterCommand {
    @Override
    protected int run(Settings settings, ProgressLine progress) {
        List<ReplayRun> runs = new ReplayRuns(settings, progress)
                .list().stream()
                        .sorted(Comparator.comparing(ReplayRun::startedAt).reversed())
                        .toList();
        progress.close();
        if (json()) {
            runs.forEach(run -> print(run.toJson()));
            return ExitCode.OK;
        }
        if (runs.isEmpty()) {
            say("There are no runs of replays in " + settings.topics().resolutions() + ".");
            return ExitCode.OK;
        }
        Columns table = new Columns();
        table.add("RUN", "BEGUN (UTC)", "STATUS", "BY", "LETTERS", "SENT", "DELIVERED", "DIED AGAIN", "WHY");
        runs.forEach(run -> table.add(
                run.id(),
                LetterTexts.time(run.startedAt().toEpochMilli()),
                run.status(),
                run.by(),
                LetterTexts.number(run.count("meant")),
                LetterTexts.number(run.count("sent")),
                LetterTexts.number(run.count(LetterState.DELIVERED.label())),
                LetterTexts.number(run.count(LetterState.DIED_AGAIN.label())),
                LetterTexts.cut(run.why(), 40)));
        table.lines().forEach(this::say);
        return ExitCode.OK;
    }
}
