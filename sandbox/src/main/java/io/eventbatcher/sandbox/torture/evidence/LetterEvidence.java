package io.eventbatcher.sandbox.torture.evidence;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operators' work on dead letters: their orders, and what the topics and the product say about them.
 *
 * @param replays ordered, each letter once
 * @param discarded the ids of letters that a command discarded
 * @param sent the committed records of the replay topic
 * @param marks in the order of the topic
 * @param states the state of each dead letter by its id, as the product tells it at the end
 */
public record LetterEvidence(
        List<Replay> replays,
        Set<String> discarded,
        List<SentReplay> sent,
        List<Mark> marks,
        Map<String, String> states) {
    public LetterEvidence {
        replays = List.copyOf(replays);
        discarded = Set.copyOf(discarded);
        sent = List.copyOf(sent);
        marks = List.copyOf(marks);
        states = Map.copyOf(states);
    }

    /** The number of dead letters that were replayed, by any way. */
    public long replayed() {
        return sent.stream().map(SentReplay::origin).distinct().count();
    }

    /** The number of dead letters with the mark of a run. */
    public long replayedByCommand() {
        return marks.stream()
                .filter(Mark::isReplay)
                .map(Mark::letter)
                .distinct()
                .count();
    }
}
