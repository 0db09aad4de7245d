package io.eventbatcher.cli.replays;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.deadletters.LetterTexts;
import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.NoPlanException;
import io.eventbatcher.replay.plan.PlanWords;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.run.RunProgress;
import io.eventbatcher.replay.scan.TopicRecreatedException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Shows one run. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Shows a run: who, when, why, the filter as it was given, and what has become of its letters until now.",
            "",
            "For example: event-batcher dead-letters replays show 20261128-1402-3f2a --config FILE"
        })
final class ReplaysShowCommand extends OneRunCommand {
    @Override
    protected int run(Settings settings, ProgressLine progress) {
        ReplayRun run = found(settings, progress);
        String trouble = "";
        RunProgress now;
        try {
            now = now(run, new ReplayPlanner(settings, progress).rest(run));
        } catch (TopicRecreatedException | NoPlanException unknown) {
            // the run's own words are all that can be told
            trouble = String.valueOf(unknown.getMessage());
            now = RunProgress.of(run);
        }
        progress.close();
        if (json()) {
            ObjectNode json = run.toJson();
            ObjectNode counts = json.putObject("now");
            now.counts().forEach(counts::put);
            counts.put("left", now.left());
            if (!trouble.isEmpty()) {
                json.put("trouble", trouble);
            }
            print(json);
            return ExitCode.OK;
        }
        Columns facts = new Columns();
        facts.add("run", run.id());
        facts.add("status", run.status() + (run.note().isEmpty() ? "" : ": " + run.note()));
        facts.add("begun", LetterTexts.time(run.startedAt().toEpochMilli()) + " UTC");
        facts.add("last word", LetterTexts.time(run.at().toEpochMilli()) + " UTC");
        facts.add("by", run.by());
        facts.add("why", run.why().isEmpty() ? "-" : run.why());
        String filter = ReplayPlanner.orderOf(run).filter().toString();
        facts.add("filter", filter.isEmpty() ? "all letters" : filter);
        int first = ReplayPlanner.orderOf(run).first();
        if (first > 0) {
            facts.add("first", LetterTexts.number(first) + " before the others");
        }
        facts.add("letters", LetterTexts.number(now.meant()));
        facts.add("rate", PlanWords.rate(run.rate()));
        now.rows().forEach((name, count) -> facts.add(name, LetterTexts.number(count)));
        facts.lines().forEach(this::say);
        if (!trouble.isEmpty()) {
            say(trouble);
        } else if (now.left() > 0 && !run.status().equals(ReplayRun.CANCELLED)) {
            say("'" + RunConsole.resume(run.id()) + "' sends the rest.");
        }
        return ExitCode.OK;
    }

    /** The run's numbers, with the ends that its replays have had until now. */
    private static RunProgress now(ReplayRun run, ReplayPlan rest) {
        Map<LetterState, Long> states = rest.sentBefore().values().stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return RunProgress.of(run, states, rest.places().size());
    }
}
