package io.eventbatcher.cli.replays;

import io.eventbatcher.cli.deadletters.LetterCommand;
import io.eventbatcher.cli.terminal.SpanOption;
import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.plan.ReplayOrder;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of a run's pace, and of the bounds on its harm. */
final class RunOptions {
    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Events a second. Unless given, a fifth of the events that HubSpot's limits for the route allow (requests a"
                            + " second without the reserve, times max-inputs), at most 5,000.")
    private double rate;

    @Option(
            names = "--max-replays",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "Leaves out letters that were replayed so often and died each time; ${DEFAULT-VALUE} unless given.")
    private int maxReplays;

    @Option(
            names = "--force",
            description =
                    "Also replays changes of marketing events that are older than a change that HubSpot took since. HubSpot keeps"
                            + " the last change that it gets.")
    private boolean force;

    @Option(
            names = "--stop-on-failure",
            paramLabel = "PERCENT",
            defaultValue = "50",
            description =
                    "Stops when so many of the replays whose end is known have died again, of 20 at least; 0 for never."
                            + " ${DEFAULT-VALUE} unless given.")
    private int stopOnFailure;

    @Option(
            names = "--first",
            paramLabel = "N",
            defaultValue = "0",
            description = "Sends so many letters first, awaits their end, and goes on only if all are delivered.")
    private int first;

    @Option(
            names = "--wait",
            paramLabel = "SPAN",
            defaultValue = "2m",
            converter = SpanOption.BareSeconds.class,
            description =
                    "The longest time without news for which outcomes are awaited, not counting the time in which the route stands"
                            + " still; ${DEFAULT-VALUE} unless given.")
    private Duration patience = ReplayOrder.DEFAULT_PATIENCE;

    ReplayOrder order(LetterCommand command, OperatorOptions operator, LetterFilter filter) {
        if (rate < 0 || Double.isNaN(rate) || Double.isInfinite(rate)) {
            throw command.wrong("--rate: events a second, such as 50 or 0.5.");
        }
        if (stopOnFailure < 0 || stopOnFailure > 100) {
            throw command.wrong("--stop-on-failure: a percentage from 1 to 100, or 0 for never.");
        }
        if (maxReplays < 1 || first < 0) {
            throw command.wrong("--max-replays is at least 1, and --first at least 0.");
        }
        return new ReplayOrder(
                operator.by(),
                operator.why(),
                filter,
                rate,
                maxReplays,
                force,
                stopOnFailure,
                first,
                patience,
                FieldEdits.NONE);
    }
}
