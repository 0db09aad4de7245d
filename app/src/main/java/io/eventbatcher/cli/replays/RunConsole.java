package io.eventbatcher.cli.replays;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.deadletters.LetterCommand;
import io.eventbatcher.cli.deadletters.LetterTexts;
import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.Signals;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.TopicSettings;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.Exclusion;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.run.RegistrySilentException;
import io.eventbatcher.replay.run.ReplayRunner;
import io.eventbatcher.replay.run.RunEnd;
import io.eventbatcher.replay.run.RunFailedException;
import io.eventbatcher.replay.run.RunProgress;
import io.eventbatcher.replay.run.RunReport;
import io.eventbatcher.replay.scan.TopicRecreatedException;
import io.eventbatcher.service.KafkaErrorMessages;
import io.eventbatcher.time.Clocks;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import picocli.CommandLine.ExitCode;

/** A run at a terminal: its progress, its end as a table, and the exit status. */
final class RunConsole {
    static final int DIED_AGAIN = 3;
    static final int WAITING = 4;
    static final int STOPPED = 5;
    static final int NOTHING = 6;

    /** The meanings of the exit status, for {@code --help}. */
    static final String STATUS =
            "The exit status is 0 if all letters are delivered (also by an earlier replay), 3 if some died again, 4 if the"
                    + " outcome of some did not come within --wait, 5 if the run stopped before its end, 6 if nothing was replayed,"
                    + " 1 for a failure, 2 for wrong options.";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LetterCommand command;
    private final Settings settings;

    RunConsole(LetterCommand command, Settings settings) {
        this.command = command;
        this.settings = settings;
    }

    /** Runs, and stops in order for Ctrl-C. */
    int run(Function<ReplayRunner, RunReport> work) {
        requireTopics(settings);
        RunLine line = new RunLine(command);
        RunReport report;
        try (Signals signals = Signals.listen()) {
            CompletableFuture<Void> asked = signals.stop();
            report = work.apply(new ReplayRunner(settings, Clocks.SYSTEM, line, asked::isDone));
            line.last(report.progress());
        } catch (RunFailedException failure) {
            line.close();
            throw new CommandFailedException(sentence(failure));
        } catch (RegistrySilentException silent) {
            line.close();
            throw new CommandFailedException(silent.getMessage() + " " + goesOn(silent.run()));
        } finally {
            line.close();
        }
        print(report);
        return status(report);
    }

    private String sentence(RunFailedException failure) {
        if (failure.failure() instanceof TopicRecreatedException other) {
            return "Run " + failure.run() + " stopped. " + other.getMessage();
        }
        String cause = KafkaErrorMessages.explain(failure.failure(), settings, topics(settings)) + ". ";
        return failure.begun()
                ? "Run " + failure.run() + " stopped: " + cause + goesOn(failure.run())
                : "Nothing was sent: " + cause;
    }

    private static String goesOn(String run) {
        return "No letter was sent twice; '" + resume(run) + "' goes on.";
    }

    /** The topics that writing commands need. */
    private static Set<String> topics(Settings settings) {
        TopicSettings topics = settings.topics();
        return Set.of(topics.deadLetters(), topics.resolutions(), topics.replays(), topics.receipts(), topics.lanes());
    }

    /** @throws CommandFailedException if a topic is missing or denied, which clients report late and badly */
    static void requireTopics(Settings settings) {
        KafkaErrorMessages.absent(settings, topics(settings)).ifPresent(absent -> {
            throw new CommandFailedException("Nothing was changed: " + absent + ".");
        });
    }

    static String resume(String run) {
        return "event-batcher dead-letters replays resume " + run + " --config FILE";
    }

    void print(RunReport report) {
        if (command.json()) {
            command.print(json(report));
            return;
        }
        RunProgress progress = report.progress();
        command.say("Run " + report.run() + (report.end() == RunEnd.DONE ? " is done." : " stopped: " + report.note()));
        Columns table = new Columns();
        progress.rows().forEach((name, count) -> table.add("  " + name, LetterTexts.number(count)));
        table.lines().forEach(command::say);
        if (report.end() != RunEnd.DONE && report.end() != RunEnd.CANCELLED) {
            command.say("'" + resume(report.run()) + "' goes on.");
        } else if (progress.of(LetterState.WAITING) > 0) {
            command.say("'event-batcher dead-letters replays show " + report.run()
                    + " --config FILE' tells later what became of the" + " letters that wait.");
        }
        if (progress.of(LetterState.DIED_AGAIN) > 0) {
            command.say(
                    "'event-batcher dead-letters summary --state open --config FILE' tells why letters died again.");
        }
    }

    static ObjectNode json(RunReport report) {
        ObjectNode json = JSON.createObjectNode()
                .put("run", report.run())
                .put("end", report.end().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("note", report.note());
        ObjectNode counts = json.putObject("counts");
        report.progress().counts().forEach(counts::put);
        counts.put("left", report.progress().left());
        return json;
    }

    static int status(RunReport report) {
        if (report.end() != RunEnd.DONE) {
            return STOPPED;
        }
        RunProgress progress = report.progress();
        if (progress.of(LetterState.DIED_AGAIN) > 0) {
            return DIED_AGAIN;
        }
        return progress.of(LetterState.WAITING) > 0 ? WAITING : ExitCode.OK;
    }

    /** The status of a plan without letters to send. */
    static int statusOfNothing(ReplayPlan plan) {
        boolean settled =
                plan.leftOutCount() > 0 && plan.leftOut().keySet().stream().allMatch(Exclusion::isSettled);
        return settled ? ExitCode.OK : NOTHING;
    }
}
