package io.eventbatcher.console.page.letters;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.event.EventView;
import io.eventbatcher.replay.event.EventViews;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.state.LetterSearch;
import io.eventbatcher.replay.trace.EventTracer;
import io.eventbatcher.replay.trace.Fact;
import io.eventbatcher.replay.trace.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A letter with all that topics and the registry tell.
 *
 * @param history the life of the event, in order of time
 */
record LetterView(StoredLetter letter, LetterState state, EventView event, List<Fact> history) {
    /** Reads the letter at a place; empty if none stands there. */
    static Optional<LetterView> read(
            Settings settings, int partition, long offset, Instant now, ScanProgress progress) {
        StoredLetter letter = LetterSearch.at(settings, partition, offset);
        if (letter == null) {
            return Optional.empty();
        }
        LetterSearch search = LetterSearch.open(settings, progress);
        List<Fact> history = new EventTracer(settings, progress, now).history(letter.origin());
        if (search.states().of(letter) == LetterState.WAITING) {
            search.readReceipts();
        }
        try (EventViews views = EventViews.open(settings)) {
            return Optional.of(new LetterView(
                    letter, state(search.states().of(letter), letter, history), views.of(letter), history));
        }
    }

    /** The state of the marks, or the end that the history tells. */
    private static LetterState state(LetterState marked, StoredLetter letter, List<Fact> history) {
        boolean diedLater = history.stream()
                .anyMatch(fact -> fact.step() == Step.DIED && fact.time().toEpochMilli() > letter.diedAt());
        return diedLater && (marked == LetterState.OPEN || marked == LetterState.WAITING)
                ? LetterState.DIED_AGAIN
                : marked;
    }
}
