package io.eventbatcher.cli.replays;

import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.run.LetterMarks;
import java.time.Instant;
import picocli.CommandLine.Command;

/** Takes the mark from discarded letters. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Opens discarded dead letters again. The exit status is 6 if no letter was restored.",
            "",
            "For example: event-batcher dead-letters restore --group 3f2a9c01 --config FILE"
        })
public final class RestoreCommand extends MarkCommand {
    @Override
    LetterState from() {
        return LetterState.DISCARDED;
    }

    @Override
    String verb() {
        return "restore";
    }

    @Override
    long mark(LetterMarks marks, String id, ReplayPlan plan, Instant now) {
        return marks.restore(id, plan, now);
    }
}
