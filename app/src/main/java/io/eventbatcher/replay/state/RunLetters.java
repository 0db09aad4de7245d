package io.eventbatcher.replay.state;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.scan.ScanProgress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The letters that a run has sent, each with what became of it. A bounded number is kept, those that died again first. */
public final class RunLetters {
    private static final List<LetterState> ORDER =
            List.of(LetterState.DIED_AGAIN, LetterState.WAITING, LetterState.DUPLICATE, LetterState.DELIVERED);

    private final String run;
    private final int most;
    private final LetterStates states;
    private final Map<LetterState, Long> counts = new EnumMap<>(LetterState.class);
    private final Map<LetterState, List<StoredLetter>> letters = new EnumMap<>(LetterState.class);
    private final Map<UUID, String> later = new HashMap<>();

    private RunLetters(String run, int most, LetterStates states) {
        this.run = run;
        this.most = most;
        this.states = states;
    }

    /**
     * A letter that the run has sent.
     *
     * @param letter without key and value
     * @param later the place of the letter that the replay became; empty unless it died again
     */
    public record Sent(StoredLetter letter, LetterState state, String later) {}

    /**
     * Reads the letters of a run.
     *
     * @param most the number of letters of a state that are kept
     */
    public static RunLetters read(Settings settings, String run, int most, ScanProgress progress) {
        LetterSearch search = LetterSearch.open(settings, progress);
        search.readReceipts();
        return search.gathered(LetterFilter.ALL, () -> new RunLetters(run, most, search.states()), RunLetters::take);
    }

    private void take(StoredLetter letter, LetterState state) {
        if (state.replayed() && states.run(letter.id()).equals(run)) {
            counts.merge(state, 1L, Long::sum);
            List<StoredLetter> kept = letters.computeIfAbsent(state, first -> new ArrayList<>());
            if (kept.size() < most) {
                kept.add(letter.withoutPayload());
            }
        }
        if (letter.replays() > 0) {
            UUID before = DeadLetterId.of(letter.origin(), letter.replays() - 1);
            if (states.run(before).equals(run)) {
                later.put(before, letter.place());
            }
        }
    }

    /** The letters that the run has sent, by state. */
    public Map<LetterState, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** The kept letters. */
    public List<Sent> letters() {
        return ORDER.stream()
                .flatMap(
                        state -> letters.getOrDefault(state, List.of()).stream().map(letter -> sent(letter, state)))
                .toList();
    }

    private Sent sent(StoredLetter letter, LetterState state) {
        return new Sent(letter, state, later.getOrDefault(letter.id(), ""));
    }
}
