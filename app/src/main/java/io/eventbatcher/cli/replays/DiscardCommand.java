package io.eventbatcher.cli.replays;

import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.run.LetterMarks;
import java.time.Instant;
import picocli.CommandLine.Command;

/** Marks letters as not needed. */
@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        description = {
            "Marks open dead letters as discarded, so that no replay sends them. A mark, not a deletion: the letters stay in their topic, and"
                    + " 'restore' takes the mark away. The exit status is 6 if no letter was marked.",
            "",
            "For example: event-batcher dead-letters discard --group 3f2a9c01 --why 'test events' --config FILE"
        })
public final class DiscardCommand extends MarkCommand {
    @Override
    LetterState from() {
        return LetterState.OPEN;
    }

    @Override
    String verb() {
        return "discard";
    }

    @Override
    void check(OperatorOptions given) {
        if (given.why().isBlank()) {
            throw wrong("--why: say why the events are not needed, for colleagues.");
        }
    }

    @Override
    long mark(LetterMarks marks, String id, ReplayPlan plan, Instant now) {
        return marks.discard(id, plan, now);
    }
}
