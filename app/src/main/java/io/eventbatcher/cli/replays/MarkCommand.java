package io.eventbatcher.cli.replays;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.cli.deadletters.FilterOptions;
import io.eventbatcher.cli.deadletters.LetterCommand;
import io.eventbatcher.cli.deadletters.LetterTexts;
import io.eventbatcher.cli.deadletters.SummaryCommand;
import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.run.LetterMarks;
import io.eventbatcher.replay.run.ReplayRunner;
import io.eventbatcher.replay.scan.TopicRecreatedException;
import io.eventbatcher.service.KafkaErrorMessages;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The base of commands that change the marks of letters. */
abstract class MarkCommand extends LetterCommand {
    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Mixin
    private final OperatorOptions operator = new OperatorOptions();

    @Option(names = "--dry-run", description = "Shows the letters by kind, and ends.")
    private boolean dryRun;

    /** The state of the letters that the command changes. */
    abstract LetterState from();

    /** The command's verb, for a question. */
    abstract String verb();

    abstract long mark(LetterMarks marks, String id, ReplayPlan plan, Instant now);

    /** Refuses options that do not go together. */
    void check(OperatorOptions given) {}

    @Override
    protected int run(Settings settings, ProgressLine progress) {
        check(operator);
        if (!dryRun) {
            operator.requireAnswer(this);
        }
        ReplayOrder order = ReplayOrder.of(operator.by(), operator.why(), filter.filter(Instant.now()));
        ReplayPlan plan = new ReplayPlanner(settings, progress).marking(order, from());
        progress.close();
        int letters = plan.places().size();
        if (!json()) {
            say(
                    plan.matched() == 0
                            ? SummaryCommand.none(order.filter(), settings)
                            : LetterTexts.count(letters, "letter") + " to " + verb() + ".");
            PlanText.lines(plan).forEach(this::say);
            out().flush();
        }
        boolean agreed = letters > 0
                && !dryRun
                && operator.agrees(
                        this,
                        Character.toUpperCase(verb().charAt(0)) + verb().substring(1) + ' '
                                + LetterTexts.count(letters, "letter") + "?");
        long marked = agreed ? marked(settings, plan) : 0;
        if (json()) {
            print(new ObjectMapper()
                    .createObjectNode()
                    .put("letters", letters)
                    .put("leftOut", plan.leftOutCount())
                    .put("marked", marked));
        } else if (agreed) {
            say(LetterTexts.count(marked, "letter")
                    + (verb().endsWith("e") ? " " + verb() + "d." : " " + verb() + "ed."));
        }
        return agreed || dryRun ? ExitCode.OK : RunConsole.NOTHING;
    }

    private long marked(Settings settings, ReplayPlan plan) {
        RunConsole.requireTopics(settings);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try {
            return mark(new LetterMarks(settings), ReplayRunner.newId(now, UUID.randomUUID()), plan, now);
        } catch (TopicRecreatedException other) {
            throw other;
        } catch (KafkaException failure) {
            throw new CommandFailedException("Not all letters are marked: "
                    + KafkaErrorMessages.explain(failure, settings) + ". The same command does the rest.");
        }
    }
}
