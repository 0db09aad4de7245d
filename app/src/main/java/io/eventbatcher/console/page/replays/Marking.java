package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.page.letters.LetterActs;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.run.LetterMarks;
import java.time.Instant;

/** The marks that people set on letters, and take away. */
enum Marking {
    DISCARD(
            LetterActs.DISCARD,
            "Discard",
            "discarded",
            LetterState.OPEN,
            "No replay sends a discarded letter, and the letter does not count as open any more. A mark, not a deletion: the letters stay"
                    + " in their topic, and Restore takes the mark away."),
    RESTORE(
            LetterActs.RESTORE,
            "Restore",
            "restored",
            LetterState.DISCARDED,
            "A restored letter is open again: it counts, and a replay sends it.");

    private final String path;
    private final String verb;
    private final String done;
    private final LetterState from;
    private final String consequence;

    Marking(String path, String verb, String done, LetterState from, String consequence) {
        this.path = path;
        this.verb = verb;
        this.done = done;
        this.from = from;
        this.consequence = consequence;
    }

    String path() {
        return path;
    }

    String verb() {
        return verb;
    }

    String word() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The participle. */
    String done() {
        return done;
    }

    /** The state of the letters that are changed. */
    LetterState from() {
        return from;
    }

    /** The effect, as sentences. */
    String consequence() {
        return consequence;
    }

    /** @return the number of letters that are marked */
    long mark(LetterMarks marks, String id, ReplayPlan plan, Instant now) {
        return this == DISCARD ? marks.discard(id, plan, now) : marks.restore(id, plan, now);
    }
}
